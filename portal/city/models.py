"""The city's places, responsible units, site types, categories and corrections of its calendar.

Names are kept in the language of the source (Chinese); translations stand in portal/texts.py. A row
that came from a seed has a `code`, so that it can be found again whatever staff call it.
"""

import datetime as dates
from datetime import datetime

from sqlalchemy import Date, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.db import UtcDateTime, db, utcnow

PLACE_KINDS = ("city", "district", "street", "town", "community", "zone")
UNIT_KINDS = ("department", "office", "street", "community")
CASE_KINDS = ("praise", "exposure", "suggestion")
BEHAVIOUR, RECTIFICATION = "behaviour", "rectification"
TRACKS = (BEHAVIOUR, RECTIFICATION)


class Place(db.Model):
    """A part of the city. Codes are the statistical division codes of 2023, where there is one."""

    __tablename__ = "place"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # one of PLACE_KINDS
    code: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    source_language: Mapped[str] = mapped_column(default="zh")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    offered: Mapped[bool] = mapped_column(default=True)  # can be chosen by citizens
    position: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    parent: Mapped["Place | None"] = relationship(remote_side=[id])
    __mapper_args__ = {"version_id_col": version}


class Unit(db.Model):
    """A body that is responsible: a line department, an office, a street office or a community."""

    __tablename__ = "unit"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # one of UNIT_KINDS
    code: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    source_language: Mapped[str] = mapped_column(default="zh")
    place_id: Mapped[int | None] = mapped_column(ForeignKey("place.id"), index=True)
    active: Mapped[bool] = mapped_column(default=True)
    sample: Mapped[bool] = mapped_column(default=False)  # to be confirmed by the office
    position: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    place: Mapped[Place | None] = relationship()
    __mapper_args__ = {"version_id_col": version}


class UnitMember(db.Model):
    """A person who works for a unit."""

    __tablename__ = "unit_member"
    __table_args__ = (UniqueConstraint("person_id", "unit_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)

    unit: Mapped[Unit] = relationship()


class SiteType(db.Model):
    """What kind of site a place is when it is assessed (测评点位), such as a market or a school."""

    __tablename__ = "site_type"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    source_language: Mapped[str] = mapped_column(default="zh")
    active: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}


class Category(db.Model):
    """What a case is about. It decides the track, who is responsible, and until when."""

    __tablename__ = "category"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]  # one of CASE_KINDS
    code: Mapped[str | None] = mapped_column(unique=True)
    track: Mapped[str | None]  # one of TRACKS for exposures, else None
    name: Mapped[str]
    acceptance_rule: Mapped[str] = mapped_column(Text, default="")  # what is taken, and what is not
    source_language: Mapped[str] = mapped_column(default="zh")
    default_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    deadline_days: Mapped[int | None]  # Chinese working days; None: nothing is to be done
    active: Mapped[bool] = mapped_column(default=True)
    position: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column(default=1)

    default_unit: Mapped[Unit | None] = relationship()
    __mapper_args__ = {"version_id_col": version}


class CalendarCorrection(db.Model):
    """A day that is (or is not) a working day, whatever the package of public holidays says."""

    __tablename__ = "calendar_correction"

    id: Mapped[int] = mapped_column(primary_key=True)
    date: Mapped[dates.date] = mapped_column(Date, unique=True)
    is_working: Mapped[bool]
    note: Mapped[str]  # in words: which holiday, which make-up day
    source: Mapped[str] = mapped_column(default="")  # which notice says so
    person_id: Mapped[int | None]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)


class CalendarYear(db.Model):
    """A year whose official notice staff have entered completely, before the package knows it."""

    __tablename__ = "calendar_year"

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    source: Mapped[str]  # the notice, such as 国办发明电〔2026〕… 号
    person_id: Mapped[int | None]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utcnow)

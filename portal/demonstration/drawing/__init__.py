"""Flat, calm pictures of a steppe city, drawn with Pillow from a seed.

Sizes of things are given in centimetres and follow the perspective of the stage: what stands
further up in the picture is smaller. Nobody has a face and no sign has letters.
"""

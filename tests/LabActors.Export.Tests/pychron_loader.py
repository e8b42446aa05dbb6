"""Loads an analysis from a repository by Pychron's rules, with the standard library only, and prints what it found as JSON.

Usage: pychron_loader.py REPOSITORY UUID
"""
import base64
import json
import os
import re
import struct
import sys
from datetime import datetime

RANDOM_UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.I)


def locate(repository, name, part=""):
    """A file of an analysis: the beginning of its name is the folder; how long it is depends on the form of the name."""
    for length in (5, 3, 2) if RANDOM_UUID.fullmatch(name) else (3,):
        ending = "." + part.lstrip(".")[: 3 if part.startswith(".") else 4] if part else ""
        path = os.path.join(repository, name[:length], part, name[length:] + ending + ".json")
        if os.path.isfile(path):
            return path
    raise SystemExit("no %s of %s" % (part or "analysis", name))


def load(path):
    """A document; it must have the very form in which Python writes it."""
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    document = json.loads(text)
    if json.dumps(document, indent=4, sort_keys=True) != text:
        raise SystemExit("%s is not as Python writes it" % path)
    return document


def unpack(blob):
    return [] if blob is None else [list(pair) for pair in struct.iter_unpack(">ff", base64.b64decode(blob, validate=True))]


def timestamp(text):
    for form in ("%Y-%m-%dT%H:%M:%S.%f", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S"):
        try:
            return datetime.strptime(text, form)
        except ValueError:
            pass
    raise SystemExit("no timestamp: " + text)


def main(repository, uuid):
    meta = load(locate(repository, uuid))
    if meta["repository_identifier"] != os.path.basename(repository):
        raise SystemExit("the analysis says that it is in " + meta["repository_identifier"])
    spectrometer = load(os.path.join(repository, meta["spec_sha"] + ".json"))
    for key in ("spectrometer", "gains", "deflections"):
        spectrometer[key].items()
    data = load(locate(repository, uuid, ".data"))
    if (data["format"], data["encoding"]) != (">ff", "base64"):
        raise SystemExit("raw data in a form that is not read")
    intercepts, baselines, blanks, factors, extraction = (
        load(locate(repository, uuid, part)) for part in ("intercepts", "baselines", "blanks", "icfactors", "extraction"))
    position = extraction["positions"][0]
    isotopes = {}
    for name, isotope in meta["isotopes"].items():
        detector = isotope["detector"]
        series = {kind: next((unpack(s["blob"]) for s in data[kind] if s.get("isotope", name) == name and s["detector"] == detector), [])
                  for kind in ("signals", "sniffs", "baselines")}
        fit, baseline, factor = intercepts.get(name), baselines.get(detector), factors[detector]
        isotopes[name] = {
            "detector": detector,
            "intercept": fit and [fit["fit"], fit["error_type"], fit["value"], fit["error"], fit["filter_outliers_dict"]["filter_outliers"]],
            "baseline": baseline and [baseline["value"], baseline["error"]],
            "blank": [blanks[name]["value"], blanks[name]["error"], blanks[name]["references"][0]["record_id"]] if name in blanks else None,
            "ic": [factor["value"], factor["error"]],
            "counts": {kind: len(points) for kind, points in series.items()},
            "last": series["signals"][-1] if series["signals"] else None,
        }
    json.dump({
        "timestamp": timestamp(meta["timestamp"]).isoformat(),
        "aliquot": int(meta["aliquot"]),
        "step": "" if meta["increment"] is None else chr(ord("A") + meta["increment"]),
        "analysis_type": meta["analysis_type"],
        "xyz": ",".join(str(position.get(axis)) for axis in "xyz"),
        "simulated": [document.get("simulated", False) for document in (meta, data, extraction)],
        "isotopes": isotopes,
    }, sys.stdout)


main(sys.argv[1], sys.argv[2])

#!/usr/bin/env python3
"""Writes tests/unit/peer/schemas/*.json: the words that FortiOS, RouterOS and VyOS know, as others published them.

    pip download --no-deps ansible==12.3.0 -d DIR && unzip 'DIR/ansible-*.whl' -d DIR
    git clone https://github.com/vyos/vyos-1x DIR/vyos
    python3 scripts/device-schemas.py DIR DIR/vyos/interface-definitions

Only names, values and patterns are taken, and only those of the places that our golden files write to: a word that a
golden file has and the schema has not is missing in the result, and tests/unit/peer/schemas.test.ts fails.
"""

import ast
import json
import re
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
GOLDEN = ROOT / "tests/unit/peer/golden"
OUT = ROOT / "tests/unit/peer/schemas"


def golden_lines(device):
    for file in sorted((GOLDEN / device).iterdir()):
        if "refused" not in file.name:
            yield from file.read_text().splitlines()


def fortios(ansible):
    """Table -> attribute -> its values (empty: any), or the attributes of a table within."""
    modules = ansible / "ansible_collections/fortinet/fortios/plugins/modules"
    result, open_tables = {}, []
    for line in golden_lines("fortios"):
        words = line.split()
        if words[:1] == ["config"]:
            open_tables.append("-".join(words[1:]) if not open_tables else words[1])
            result.setdefault("/".join(open_tables), set())
        elif words[:1] == ["end"]:
            open_tables.pop()
        elif words[:1] == ["set"]:
            result["/".join(open_tables)].add(words[1])
    schema = {}
    for path, attributes in result.items():
        table, *inner = path.split("/")
        name = "fortios_" + re.sub("[- ]", "_", table)
        text = (modules / f"{name}.py").read_text()
        tree = next(
            node.value
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "versioned_schema"
        )
        children = ast.literal_eval(tree)["children"]
        for part in inner:
            children = children[part.replace("-", "_")]["children"]
        known = {attribute.replace("_", "-"): spec for attribute, spec in children.items()}
        schema[path] = {
            attribute: sorted(option["value"] for option in known[attribute].get("options", []))
            for attribute in sorted(attributes)
            if attribute in known
        }
    return {"source": "the argument specifications of fortinet.fortios in ansible 12.3.0", "tables": schema}


def routeros(ansible):
    """Menu -> the fields that an object of it can have."""
    text = (ansible / "ansible_collections/community/routeros/plugins/module_utils/_api_data.py").read_text()
    menus = {}
    for line in golden_lines("routeros"):
        match = re.match(r"^(/\S+(?: \S+)*?) add (.*)$", line)
        if match:
            menus.setdefault(match[1], set()).update(word.split("=")[0] for word in match[2].split() if "=" in word)
    schema = {}
    for menu, fields in menus.items():
        start = text.index("(" + ", ".join(f"'{word}'" for word in menu[1:].split()) + "): APIData(")
        block = text[start : text.index("\n    ),", start)]
        known = set(re.findall(r"'([\w-]+)'[:,] KeyInfo", block))
        schema[menu] = sorted(fields & known)
    return {"source": "the API data of community.routeros in ansible 12.3.0", "menus": schema}


def expanded(definitions, text):
    include = re.compile(r"#include <(include/[^>]+)>")
    while True:
        changed = include.sub(lambda match: (definitions / match[1]).read_text(), text)
        if changed == text:
            return text
        text = changed


def vyos(definitions):
    """Path -> what stands there: a word, a name, or a value with its patterns."""
    roots = []
    for file in ("vpn_ipsec", "interfaces_vti", "protocols_bgp", "protocols_static", "policy"):
        text = expanded(definitions, (definitions / f"{file}.xml.in").read_text())
        roots.append(ET.fromstring(re.sub(r"^<\?xml[^>]*>", "", text.strip())))
    schema = {}

    def step(nodes, word):
        return [
            child
            for node in nodes
            for kids in ([node] if node.tag == "interfaceDefinition" else node.findall("children"))
            for child in kids
            if child.get("name") == word
        ]

    for line in golden_lines("vyos"):
        if not line.startswith("set "):
            continue
        words, nodes, path = re.findall(r"'[^']*'|\S+", line[4:]), roots, []
        while words:
            nodes = step(nodes, words[0])
            if not nodes:
                break
            path.append(words.pop(0))
            kind = nodes[-1].tag
            entry = {"kind": kind}
            properties = [one for node in nodes for one in node.findall("properties")]
            if kind == "leafNode":
                entry["multi"] = any(one.find("multi") is not None for one in properties)
                entry["valueless"] = any(one.find("valueless") is not None for one in properties)
                patterns = [regex.text for one in properties for regex in one.findall("constraint/regex")]
                if patterns:
                    entry["patterns"] = patterns
            schema[" ".join(path)] = entry
            if kind == "tagNode" and words:
                words.pop(0)
                path.append("*")
    return {"source": "the interface definitions of vyos-1x, commit 3710c5879f57 (2024-10-21)", "paths": dict(sorted(schema.items()))}


def main():
    ansible, definitions = Path(sys.argv[1]), Path(sys.argv[2])
    OUT.mkdir(exist_ok=True)
    for name, schema in (("fortios", fortios(ansible)), ("routeros", routeros(ansible)), ("vyos", vyos(definitions))):
        (OUT / f"{name}.json").write_text(json.dumps(schema, indent=2) + "\n")


main()

# What assistive technology finds under points of the page, asked of the real accessibility bus (AT-SPI).
#
#   atspi_probe.py < {"title": "...", "points": [[x, y], ...]}    (CSS px of the page, at one device px each)
#
# Prints {"document": [x, y, width, height], "hits": [{"role": "...", "name": "..."} or null, ...]}; the document's origin is
# added to the points. A plain text inside an element counts as that element.

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

WAIT = 15.0  # s until the browser's tree is on the bus
SETTLE = 0.15  # s: Chromium answers a first question from what it has at hand, and asks the page for the next one
TEXT_ROLES = {"static", "text", "section"}


def children(node):
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is not None:
            yield child


def find_document(node, title, depth=0):
    try:
        if node.get_role() == Atspi.Role.DOCUMENT_WEB and node.get_name() == title:
            return node
        # The page's own elements lie under the document.
        if depth < 12 and node.get_role() != Atspi.Role.DOCUMENT_WEB:
            for child in children(node):
                found = find_document(child, title, depth + 1)
                if found is not None:
                    return found
    except gi.repository.GLib.GError:
        pass
    return None


def wait_for_document(title):
    end = time.monotonic() + WAIT
    while time.monotonic() < end:
        document = find_document(Atspi.get_desktop(0), title)
        if document is not None:
            return document
        time.sleep(0.2)
    sys.exit(f"no document '{title}' on the accessibility bus")


def element_of(node):
    while node is not None and node.get_role_name() in TEXT_ROLES and not node.get_attributes().get("id"):
        parent = node.get_parent()
        if parent is None or parent.get_role() == Atspi.Role.DOCUMENT_WEB:
            break
        if node.get_role_name() == "section":
            break
        node = parent
    return None if node is None else {"role": node.get_role_name(), "name": node.get_name() or ""}


def main():
    asked = json.load(sys.stdin)
    Atspi.init()
    document = wait_for_document(asked["title"])
    box = document.get_extents(Atspi.CoordType.SCREEN)
    hits = []
    for x, y in asked["points"]:
        at = (round(box.x + x), round(box.y + y))
        document.get_accessible_at_point(*at, Atspi.CoordType.SCREEN)
        time.sleep(SETTLE)
        hits.append(element_of(document.get_accessible_at_point(*at, Atspi.CoordType.SCREEN)))
    json.dump({"document": [box.x, box.y, box.width, box.height], "hits": hits}, sys.stdout)


main()

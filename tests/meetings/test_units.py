"""Units are closed and succeeded, never overwritten; a list is taken in whole or not at all."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings.models import AdminUnit

DATA = Path(__file__).parents[2] / "web" / "demo" / "data"
OLD, NEW = DATA / "dien-bien-2023.csv", DATA / "dien-bien-2025.csv"
BEFORE, AFTER = date(2021, 1, 1), date(2025, 7, 1)

pytestmark = pytest.mark.django_db


def run(file: Path, *options: str, valid_from: date = BEFORE) -> str:
    out = StringIO()
    call_command("import_units", str(file), "--valid-from", valid_from.isoformat(), *options, stdout=out)
    return out.getvalue().strip()


def listed(tmp_path: Path, *lines: str, header: str = "code,level,name,parent_code") -> Path:
    file = tmp_path / "don-vi.csv"
    file.write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
    return file


def refused(file: Path, *options: str, valid_from: date = BEFORE) -> list[str]:
    before = list(AdminUnit.objects.order_by("pk").values())
    with pytest.raises(CommandError) as said:
        run(file, *options, valid_from=valid_from)
    assert list(AdminUnit.objects.order_by("pk").values()) == before
    return str(said.value).split("\n")


def count(level: str, on: date) -> int:
    rows = AdminUnit.objects.filter(level=level, valid_from__lte=on)
    return sum(row.valid_to is None or row.valid_to >= on for row in rows)


def test_the_list_of_2023_gives_ten_districts_and_129_communes() -> None:
    assert run(OLD) == "dien-bien-2023.csv: thêm 140 đơn vị, giữ nguyên 0, khép lại 0."

    assert [count(level, BEFORE) for level in ("PROVINCE", "DISTRICT", "COMMUNE")] == [1, 10, 129]
    him_lam = AdminUnit.objects.get(code="3127")
    assert (him_lam.name, him_lam.parent and him_lam.parent.name) == (
        "Phường Him Lam",
        "Thành phố Điện Biên Phủ",
    )


def test_the_list_of_2025_closes_what_it_replaces_the_day_before() -> None:
    run(OLD)

    said = run(NEW, "--closes-previous", valid_from=AFTER)

    assert said == "dien-bien-2025.csv: thêm 46 đơn vị, giữ nguyên 0, khép lại 140."
    last_day = date(2025, 6, 30)
    assert [count(level, last_day) for level in ("PROVINCE", "DISTRICT", "COMMUNE")] == [1, 10, 129]
    assert [count(level, AFTER) for level in ("PROVINCE", "DISTRICT", "COMMUNE")] == [1, 0, 45]


def test_a_reused_code_is_another_unit_and_no_evidence_of_a_predecessor() -> None:
    run(OLD)
    run(NEW, "--closes-previous", valid_from=AFTER)

    with NEW.open(encoding="utf-8") as file:
        new = {row["code"]: row["name"] for row in csv.DictReader(file) if row["level"] == "commune"}
    pairs = {
        code: tuple(AdminUnit.objects.filter(code=code).order_by("valid_from").values_list("name", flat=True))
        for code in new
    }
    assert len(pairs) == 45
    assert {len(names) for names in pairs.values()} == {2}
    assert sum(old != name for old, name in pairs.values()) == 24
    assert pairs["3127"] == ("Phường Him Lam", "Phường Điện Biên Phủ")


@pytest.mark.parametrize("options", [(), ("--closes-previous",)])
def test_a_second_run_changes_nothing(options: tuple[str, ...]) -> None:
    run(OLD)
    run(NEW, "--closes-previous", valid_from=AFTER)
    before = list(AdminUnit.objects.order_by("pk").values())

    assert run(NEW, *options, valid_from=AFTER) == (
        "dien-bien-2025.csv: thêm 0 đơn vị, giữ nguyên 46, khép lại 0."
    )
    assert run(OLD) == "dien-bien-2023.csv: thêm 0 đơn vị, giữ nguyên 140, khép lại 0."
    assert list(AdminUnit.objects.order_by("pk").values()) == before


def test_without_the_word_that_it_replaces_them_open_units_are_not_doubled() -> None:
    run(OLD)

    said = refused(NEW, valid_from=AFTER)

    assert said[0] == "dien-bien-2025.csv: 46 lỗi, chưa ghi gì."
    assert said[2] == (
        "  - Dòng 3: mã 3325 đang là “Xã Mường Phăng” từ 01/01/2021. "
        "Nếu danh sách này thay danh sách cũ, hãy thêm --closes-previous."
    )


def test_a_neighbouring_province_is_not_closed(tmp_path: Path) -> None:
    run(listed(tmp_path, "12,province,Tỉnh Lai Châu,", "105,district,Thành phố Lai Châu,12"))
    run(OLD)

    run(NEW, "--closes-previous", valid_from=AFTER)

    assert list(AdminUnit.objects.filter(valid_to=None, level="DISTRICT").values_list("code", flat=True)) == [
        "105"
    ]


def test_a_list_of_communes_alone_replaces_communes_alone(tmp_path: Path) -> None:
    run(OLD)

    said = run(listed(tmp_path, "90001,commune,Xã Mới,94"), "--closes-previous", valid_from=AFTER)

    assert said == "don-vi.csv: thêm 1 đơn vị, giữ nguyên 0, khép lại 129."
    assert count("DISTRICT", AFTER) == 10


def test_all_that_is_wrong_is_told_at_once_by_line(tmp_path: Path) -> None:
    file = listed(
        tmp_path,
        "11,province,Tỉnh Điện Biên,",
        "9x,district,Thành phố Điện Biên Phủ,11",
        "3124,ward,Phường Noong Bua,94",
        "3127,commune,,94,thừa",
        "95,district,,11",
        "96,district,Huyện Mường Nhé,",
        "12,province,Tỉnh Lai Châu,11",
    )

    assert refused(file) == [
        "don-vi.csv: 6 lỗi, chưa ghi gì.",
        "  - Dòng 3: mã “9x” phải gồm từ 1 đến 10 chữ số.",
        "  - Dòng 4: cấp “ward” phải là một trong: province, district, commune.",
        "  - Dòng 5: có 5 cột, cần đủ 4 cột.",
        "  - Dòng 6: tên phải có từ 1 đến 120 ký tự.",
        "  - Dòng 7: thiếu mã đơn vị cha.",
        "  - Dòng 8: tỉnh không ghi mã đơn vị cha.",
    ]


def test_an_unknown_parent_a_parent_that_is_no_superior_and_a_doubled_code_are_told(tmp_path: Path) -> None:
    file = listed(
        tmp_path,
        "11,province,Tỉnh Điện Biên,",
        "94,district,Thành phố Điện Biên Phủ,11",
        "3124,commune,Phường Noong Bua,99",
        "95,district,Thị xã Mường Lay,94",
        "94,district,Thành phố khác,11",
    )

    assert refused(file) == [
        "don-vi.csv: 3 lỗi, chưa ghi gì.",
        "  - Dòng 4: không tìm thấy đơn vị cha có mã 99.",
        "  - Dòng 5: đơn vị cha (mã 94) phải ở cấp trên của “Thị xã Mường Lay”.",
        "  - Dòng 6: mã 94 đã có ở dòng 3.",
    ]


def test_another_name_for_the_same_code_and_day_is_not_written_over(tmp_path: Path) -> None:
    run(OLD)

    assert refused(listed(tmp_path, "3127,commune,Phường Điện Biên Phủ,94"))[1:] == [
        "  - Dòng 2: mã 3127 từ 01/01/2021 đã là “Phường Him Lam”, không phải “Phường Điện Biên Phủ”."
    ]


def test_a_list_older_than_what_is_open_is_refused(tmp_path: Path) -> None:
    run(OLD)

    file = listed(tmp_path, "94,district,Thành phố Điện Biên Phủ,11")

    assert refused(file, "--closes-previous", valid_from=date(2020, 1, 1))[1:] == [
        "  - Dòng 2: mã 94 đã có từ ngày muộn hơn (01/01/2021): “Thành phố Điện Biên Phủ”."
    ]


def test_another_header_is_named(tmp_path: Path) -> None:
    assert refused(listed(tmp_path, "11,Tỉnh Điện Biên", header="ma,ten"))[1:] == [
        "  - Dòng 1: tiêu đề phải là “code,level,name,parent_code”, không phải “ma,ten”."
    ]


def test_an_empty_list_is_refused(tmp_path: Path) -> None:
    assert refused(listed(tmp_path))[1:] == ["  - Tệp không có đơn vị nào sau dòng tiêu đề."]


def test_a_file_in_an_old_encoding_is_refused_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "cu.csv"
    file.write_bytes("code,level,name,parent_code\n11,province,Tỉnh Điện Biên,\n".encode("utf-16-le"))
    assert refused(file)[0] == "cu.csv: 1 lỗi, chưa ghi gì."

    file.write_bytes(b"code,level,name,parent_code\n11,province,T\xc0nh,\n")
    assert refused(file)[1:] == [
        "  - Dòng 2: tệp không ở dạng UTF-8. Hãy lưu lại bảng tính ở dạng “CSV UTF-8”."
    ]


def test_names_are_kept_in_one_unicode_form_and_a_spreadsheets_mark_is_ignored(tmp_path: Path) -> None:
    file = tmp_path / "excel.csv"
    file.write_bytes(b"\xef\xbb\xbfcode,level,name,parent_code\r\n11,province,Ti\xcc\x89nh,\r\n")

    run(file)

    assert AdminUnit.objects.get().name == "T\u1ec9nh"


def test_a_file_that_is_not_there_and_a_day_that_is_none_are_said_in_vietnamese(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Không đọc được tệp"):
        run(tmp_path / "thieu.csv")
    with pytest.raises(CommandError, match="Ngày “1/7/2025” chưa đúng"):
        call_command("import_units", str(OLD), "--valid-from", "1/7/2025")

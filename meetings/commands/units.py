"""Administrative units from a list: all of it is checked, then all of it is written, or nothing.

Units change by law, not in a meeting: no journal is kept of it.
"""

import csv
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.db.models import QuerySet

from meetings import writer
from meetings.models import AdminUnit

HEADER = ["code", "level", "name", "parent_code"]
LEVELS = [AdminUnit.Level.PROVINCE, AdminUnit.Level.DISTRICT, AdminUnit.Level.COMMUNE]
BY_WORD = {level.value.lower(): level for level in LEVELS}


class UnitListRefused(Exception):
    """The list is not taken in; `problems` are Vietnamese sentences that name the lines, all of them."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class UnitLine:
    """One line of the list, with its number in the file as an editor shows it."""

    line: int
    code: str
    level: AdminUnit.Level
    name: str
    parent_code: str


@dataclass(frozen=True)
class Imported:
    created: int
    unchanged: int
    closed: int


def read_units(path: Path) -> list[UnitLine]:
    """Read a CSV file in UTF-8. Raises UnitListRefused with everything that is wrong with its form."""
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        said = f"Dòng {line}: tệp không ở dạng UTF-8. Hãy lưu lại bảng tính ở dạng “CSV UTF-8”."
        raise UnitListRefused([said]) from wrong
    reader = csv.reader(unicodedata.normalize("NFC", text).splitlines())
    header = [cell.strip() for cell in next(reader, [])]
    if header != HEADER:
        said = f"Dòng 1: tiêu đề phải là “{','.join(HEADER)}”, không phải “{','.join(header)}”."
        raise UnitListRefused([said])
    units: list[UnitLine] = []
    problems: list[str] = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        wrong_here = list(_wrong_form(cells))
        problems += [f"Dòng {reader.line_num}: {wrong}" for wrong in wrong_here]
        if not wrong_here:
            code, level, name, parent_code = (cell.strip() for cell in cells)
            units.append(UnitLine(reader.line_num, code, BY_WORD[level], name, parent_code))
    if not units and not problems:
        problems = ["Tệp không có đơn vị nào sau dòng tiêu đề."]
    if problems:
        raise UnitListRefused(problems)
    return units


def _wrong_form(cells: list[str]) -> Iterator[str]:
    if len(cells) != len(HEADER):
        yield f"có {len(cells)} cột, cần đủ {len(HEADER)} cột."
        return
    code, level, name, parent_code = (cell.strip() for cell in cells)
    if not code.isdecimal() or len(code) > 10:
        yield f"mã “{code}” phải gồm từ 1 đến 10 chữ số."
    if level not in BY_WORD:
        yield f"cấp “{level}” phải là một trong: {', '.join(BY_WORD)}."
    elif (level == "province") == bool(parent_code):
        yield "tỉnh không ghi mã đơn vị cha." if parent_code else "thiếu mã đơn vị cha."
    if not 0 < len(name) <= 120:
        yield "tên phải có từ 1 đến 120 ký tự."


def import_units(units: list[UnitLine], *, valid_from: date, closes_previous: bool = False) -> Imported:
    """Add the units from a day on; the ones that are there already stay as they are.

    `closes_previous` ends what the list replaces the day before: the open units of its levels, and of
    the levels between them (a list of a province and its communes leaves no districts), in the same
    province. Nothing is taken for a successor: the same code may have become another place.
    Raises UnitListRefused.
    """
    with writer.transaction():
        previous = _previous(units, valid_from) if closes_previous else AdminUnit.objects.none()
        closing = set(previous.values_list("pk", flat=True))
        problems = list(_conflicts(units, valid_from, closing))
        if problems:
            raise UnitListRefused(problems)

        by_code = {unit.code: unit for unit in _open_units().exclude(pk__in=closing)}
        known = set(AdminUnit.objects.filter(valid_from=valid_from).values_list("code", flat=True))
        closed = previous.update(valid_to=valid_from - timedelta(days=1))
        fresh = [unit for unit in units if unit.code not in known]
        for level in LEVELS:
            rows = [
                AdminUnit(
                    code=unit.code, level=level, name=unit.name, valid_from=valid_from,
                    parent=by_code[unit.parent_code] if unit.parent_code else None,
                )
                for unit in fresh if unit.level == level
            ]  # fmt: skip
            by_code.update({row.code: row for row in AdminUnit.objects.bulk_create(rows)})
    return Imported(len(fresh), len(units) - len(fresh), closed)


def _open_units() -> QuerySet[AdminUnit]:
    return AdminUnit.objects.filter(valid_to__isnull=True).select_related("parent__parent")


def _previous(units: list[UnitLine], valid_from: date) -> QuerySet[AdminUnit]:
    """The open units that the list replaces."""
    open_units = list(_open_units().filter(valid_from__lt=valid_from))
    parents = {unit.parent_code for unit in units}
    provinces = {unit.code for unit in units if unit.level == AdminUnit.Level.PROVINCE} or {
        _top(unit).code for unit in open_units if unit.code in parents
    }
    depths = [LEVELS.index(unit.level) for unit in units]
    levels = LEVELS[min(depths) : max(depths) + 1]
    replaced = [u.pk for u in open_units if u.level in levels and _top(u).code in provinces]
    return AdminUnit.objects.filter(pk__in=replaced)


def _top(unit: AdminUnit) -> AdminUnit:
    while unit.parent:
        unit = unit.parent
    return unit


def _conflicts(units: list[UnitLine], valid_from: date, closing: set[int]) -> Iterator[str]:
    staying = {unit.code: unit for unit in _open_units().exclude(pk__in=closing)}
    same_day = {u.code: u for u in AdminUnit.objects.filter(valid_from=valid_from).select_related("parent")}
    levels = {code: unit.level for code, unit in staying.items()} | {u.code: u.level for u in units}
    lines: dict[str, int] = {}
    for unit in units:
        first = lines.setdefault(unit.code, unit.line)
        said: Iterable[str]
        if first != unit.line:
            said = [f"mã {unit.code} đã có ở dòng {first}."]
        else:
            said = [*_wrong_parent(unit, levels), *_taken(unit, valid_from, same_day, staying)]
        yield from (f"Dòng {unit.line}: {wrong}" for wrong in said)


def _wrong_parent(unit: UnitLine, levels: dict[str, str]) -> Iterator[str]:
    if not unit.parent_code:
        return
    parent = levels.get(unit.parent_code)
    if parent is None:
        yield f"không tìm thấy đơn vị cha có mã {unit.parent_code}."
    elif LEVELS.index(AdminUnit.Level(parent)) >= LEVELS.index(unit.level):
        yield f"đơn vị cha (mã {unit.parent_code}) phải ở cấp trên của “{unit.name}”."


def _taken(
    unit: UnitLine, valid_from: date, same_day: dict[str, AdminUnit], staying: dict[str, AdminUnit]
) -> Iterator[str]:
    there = same_day.get(unit.code)
    if there:
        has = (there.name, there.level, there.parent.code if there.parent else "")
        if has != (unit.name, unit.level, unit.parent_code):
            yield f"mã {unit.code} từ {valid_from:%d/%m/%Y} đã là “{there.name}”, không phải “{unit.name}”."
        return
    other = staying.get(unit.code)
    if other and other.valid_from > valid_from:
        yield f"mã {unit.code} đã có từ ngày muộn hơn ({other.valid_from:%d/%m/%Y}): “{other.name}”."
    elif other:
        yield (
            f"mã {unit.code} đang là “{other.name}” từ {other.valid_from:%d/%m/%Y}. "
            "Nếu danh sách này thay danh sách cũ, hãy thêm --closes-previous."
        )

"""The page that explains how a tablet trusts the demo's own authority: plain HTML, for any browser."""

from __future__ import annotations

from html import escape

STYLE = """\
:root { color: #1b1d22; background: #f6f4ef; font: 17px/1.55 "Be Vietnam Pro", system-ui, sans-serif; }
body { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
header { border-top: 6px solid #7a1216; padding-top: 1rem; }
h1 { font-size: 1.7rem; line-height: 1.35; margin: 0 0 0.75rem; }
h2 { font-size: 1.25rem; line-height: 1.35; margin: 0; }
section { margin-top: 1.25rem; padding: 1rem 1.25rem; background: #fff; border-radius: 12px; }
ol { margin: 0.75rem 0 0; padding-left: 1.4rem; }
li { margin: 0.35rem 0; }
.act { display: inline-block; min-height: 48px; padding: 0 1.25rem; line-height: 48px;
  margin: 0.25rem 0.5rem 0.25rem 0; border-radius: 10px; background: #0b4a7d; color: #fff;
  font-weight: 500; text-decoration: none; }
.plain { background: #e8f1f9; color: #0b4a7d; }
code { overflow-wrap: anywhere; font-size: 0.88rem; }
small { color: #3d424d; font-size: 0.9rem; }
"""

PAGE = """<!doctype html>
<html lang="vi">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Tin cậy máy chủ trình diễn Nghị Trường</title>
<link rel="stylesheet" href="/trust.css">
<header>
<h1>Làm một lần trên mỗi máy trước khi vào họp</h1>
<p>Máy chủ trình diễn này có chứng thư riêng. Máy tính bảng cần tin cậy chứng thư ấy thì mới lưu được
tài liệu để đọc khi mất mạng và mới dùng được máy ảnh.</p>
<p><a class="act" href="/nghi-truong.crt" download>1. Tải chứng thư</a>
<a class="act plain" href="{entry}">3. Vào họp</a></p>
</header>
<section><h2>2. Trên máy Android</h2>
<ol><li>Chạm “Tải chứng thư”.</li>
<li>Mở <b>Cài đặt</b> › <b>Bảo mật</b> › <b>Mã hóa và thông tin xác thực</b> › <b>Cài đặt chứng chỉ</b> ›
<b>Chứng chỉ CA</b> (trên một số máy: tìm “chứng chỉ CA” trong Cài đặt).</li>
<li>Chọn <b>Vẫn cài đặt</b>, rồi chọn tệp <code>nghi-truong.crt</code> vừa tải.</li></ol></section>
<section><h2>2. Trên iPad, iPhone</h2>
<ol><li>Mở trang này bằng Safari, chạm “Tải chứng thư”, chọn <b>Cho phép</b>.</li>
<li>Mở <b>Cài đặt</b> › <b>Đã tải về hồ sơ</b> › <b>Cài đặt</b>.</li>
<li>Mở <b>Cài đặt</b> › <b>Cài đặt chung</b> › <b>Giới thiệu</b> › <b>Cài đặt tin cậy chứng nhận</b>,
bật “Nghị Trường, trình diễn”.</li></ol></section>
<section><h2>2. Trên máy Windows</h2>
<ol><li>Tải chứng thư, mở tệp <code>nghi-truong.crt</code>, chọn
<b>Install Certificate…</b> (Cài đặt chứng chỉ).</li>
<li>Chọn <b>Current User</b> › <b>Place all certificates in the following store</b> ›
<b>Trusted Root Certification Authorities</b> › <b>Finish</b>.</li>
<li>Đóng và mở lại trình duyệt. Firefox: <b>Cài đặt</b> › <b>Chứng chỉ</b> › <b>Nhập</b>.</li></ol></section>
<section><h2>Kiểm tra</h2>
<p>Dấu vân tay SHA-256 máy hiển thị phải trùng với dòng in trên màn hình máy chủ:</p>
<p><code>{fingerprint}</code></p>
<p><small>Chứng thư này chỉ có giá trị với địa chỉ mạng nội bộ. Sau buổi trình diễn, hãy gỡ nó ở đúng
nơi đã cài. Chế độ trình diễn cho mọi người trong mạng này ngồi vào bất kỳ ghế nào, không cần mật
khẩu.</small></p></section>
</html>
"""


def page(entry: str, fingerprint: str) -> str:
    return PAGE.format(entry=escape(entry), fingerprint=escape(fingerprint))

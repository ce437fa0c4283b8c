export default {
  vi: {
    live: 'Đang kết nối',
    opening: 'Đang mở …',
    waiting: 'Mất kết nối từ {time}; đang nối lại',
    unreachable: 'Không liên lạc được với máy chủ. Kiểm tra mạng rồi thử lại; chưa có gì được ghi nhận.',
    unknown: 'Có lỗi ngoài dự kiến. Mời tải lại trang; nếu vẫn lỗi, đề nghị báo bàn thư ký.',
  },
  en: {
    live: 'Connected',
    opening: 'Opening …',
    waiting: 'Disconnected since {time}; reconnecting',
    unreachable: 'The server cannot be reached. Check the network and try again; nothing was recorded.',
    unknown:
      "Something unexpected went wrong. Reload the page; if it stays, please tell the secretary's desk.",
  },
}

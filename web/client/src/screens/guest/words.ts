export default {
  vi: {
    closed: 'Mã này không còn dùng được.',
    ask: 'Đề nghị liên hệ bàn thư ký để nhận mã mới.',
    away: 'Mất kết nối: đang hiện lần cập nhật trước. Màn hình sẽ tự cập nhật khi có mạng.',
    between: 'Hiện chưa có nội dung nào đang tiến hành',
    betweenText: 'Tài liệu công khai của nội dung đang tiến hành sẽ tự hiện ra ở đây.',
    none: 'Nội dung này không có tài liệu công khai.',
    only: 'Chỉ hiện tài liệu công khai của nội dung đang tiến hành.',
  },
  en: {
    closed: 'This code is no longer valid.',
    ask: "Please ask the secretary's desk for a new one.",
    away: 'Disconnected: this is what was shown last. It updates by itself when the network is back.',
    between: 'No item is under way now',
    betweenText: 'The public documents of the item under way will appear here by themselves.',
    none: 'This item has no public documents.',
    only: 'Only the public documents of the item under way are shown.',
  },
}

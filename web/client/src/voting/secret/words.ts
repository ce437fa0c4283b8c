export default {
  vi: {
    open: 'Bỏ phiếu kín',
    sealed: 'Hòm phiếu đã niêm phong',
    receiving: 'Đang nhận phiếu kín … Hệ thống ký vào phiếu mà không đọc được phiếu.',
    waiting: 'Đã nhận phiếu. Khi mọi đại biểu có mặt đã nhận phiếu, việc bỏ phiếu bắt đầu.',
    without:
      'Thiết bị này không có phiếu của lượt này, và việc phát phiếu đã kết thúc. Đề nghị {xung_ho} báo Ban kiểm phiếu để bỏ phiếu giấy.',
    issued: 'Đã phát {n}/{t} phiếu',
    until: 'Có thể đổi lựa chọn cho đến khi hòm phiếu được niêm phong.',
    mayChange: 'Muốn đổi, mời chọn lại: phiếu gửi sau thay phiếu trước, cho đến khi niêm phong hòm phiếu.',
    confirmTitle: 'Bỏ phiếu kín: {choice}',
    confirmText:
      'Về: {question}. Phiếu được niêm phong trên thiết bị này và gửi đi không kèm tên. {Xung_ho} có thể đổi cho đến khi niêm phong hòm phiếu.',
    confirm: 'Bỏ phiếu: {choice}',
    sending: 'Đang bỏ phiếu vào hòm … chưa được ghi nhận',
    inBox: 'Phiếu của {xung_ho} đã vào hòm phiếu. Hệ thống không lưu lựa chọn gắn với họ tên.',
    counting: 'Đã kết thúc bỏ phiếu. Hòm phiếu đã niêm phong, đang chờ mở để kiểm phiếu.',
    found: {
      FOUND:
        'Thiết bị đã tìm thấy phiếu của đại biểu trong hòm phiếu đã niêm phong, và đã xóa mọi dấu vết của phiếu.',
      MISSING:
        'Không tìm thấy phiếu của đại biểu trong hòm phiếu đã niêm phong. Đề nghị báo ngay Ban kiểm phiếu trước khi mở hòm.',
      WRONG_ROOT:
        'Danh sách mã phiếu không khớp với mã gốc đã công bố. Đề nghị báo ngay chủ tọa và Ban kiểm phiếu.',
    },
    unknown:
      'Chưa bỏ được phiếu vì lỗi của thiết bị hoặc đường truyền. Mời thử lại, hoặc báo Ban kiểm phiếu.',
    sealedWhileAsking:
      'Hòm phiếu đã niêm phong trước khi phiếu được gửi. Phiếu đang xác nhận không được nhận.',
    limits:
      'Giới hạn: người nắm máy chủ hoặc mạng ngay lúc bỏ phiếu, hoặc thiết bị đã bị can thiệp, vẫn có thể theo dõi.',
    desk: {
      title: 'Bỏ phiếu kín điện tử',
      issuing: 'Đang phát phiếu: {n}/{t}. Khi mọi đại biểu có mặt đã nhận, việc bỏ phiếu tự bắt đầu.',
      casting: 'Đang bỏ phiếu. Trong hòm có ít nhất {n} phiếu trên {t} phiếu đã phát.',
      castingUnknown: 'Đang bỏ phiếu. {t} phiếu đã phát.',
      sealed: 'Hòm phiếu đã niêm phong: {n} phiếu trên {t} phiếu đã phát.',
      root: 'Mã gốc',
      fingerprint: 'Mã khóa của lượt này (thiết bị đối chiếu)',
      memory:
        'Khóa hòm phiếu chỉ nằm trong bộ nhớ máy chủ: nếu máy khởi động lại, lượt này không có giá trị.',
      begin: 'Kết thúc phát phiếu, bắt đầu bỏ phiếu',
      seal: 'Kết thúc bỏ phiếu, niêm phong hòm',
      openBox: 'Mở hòm phiếu và kiểm phiếu',
      askBegin: 'Kết thúc phát phiếu?',
      askBeginText: 'Mới có {n}/{t} đại biểu nhận phiếu. Người chưa nhận sẽ phải bỏ phiếu giấy.',
      askSeal: 'Niêm phong hòm phiếu?',
      askSealText: 'Sau khi niêm phong, không ai bỏ phiếu hay đổi phiếu được nữa.',
      askOpen: 'Mở hòm phiếu?',
      askOpenText: 'Số phiếu và mã gốc đã vào biên bản. Kết quả được công bố ngay và hòm phiếu được xóa.',
      put: 'Mở bỏ phiếu kín điện tử',
      putText: 'Dùng câu hỏi ở trên. Mỗi đại biểu có mặt nhận một phiếu trên thiết bị của mình.',
      askPut: 'Mở bỏ phiếu kín?',
      adopt: 'Ghi nhận quyết định áp dụng',
      adoptText:
        'Chỉ dùng được khi cơ quan đã quyết định áp dụng bỏ phiếu kín điện tử. Phiếu giấy là hình thức mặc định.',
      citation: 'Văn bản (số, điều khoản)',
      decidedOn: 'Ngày quyết định',
      adopted: 'Đã ghi nhận quyết định áp dụng.',
    },
  },
  en: {
    open: 'Secret ballot',
    sealed: 'The box is sealed',
    receiving: 'Receiving your secret ballot … the system signs it without reading it.',
    waiting: 'Ballot received. Voting begins when everybody present has theirs.',
    without:
      'This device has no ballot for this vote, and issuing has ended. Please ask the tellers for a paper ballot.',
    issued: '{n} of {t} ballots issued',
    until: 'You can change your choice until the box is sealed.',
    mayChange: 'To change it, choose again: a later ballot replaces the earlier one until the box is sealed.',
    confirmTitle: 'Secret ballot: {choice}',
    confirmText:
      'On: {question}. The ballot is sealed on this device and sent without a name. You can change it until the box is sealed.',
    confirm: 'Cast: {choice}',
    sending: 'Putting the ballot into the box … not recorded yet',
    inBox: 'Your ballot is in the box. The system keeps no link between your name and your choice.',
    counting: 'Voting has ended. The box is sealed and waits to be opened and counted.',
    found: {
      FOUND: 'This device found your ballot in the sealed box, and has erased every trace of it.',
      MISSING:
        'Your ballot was not found in the sealed box. Please tell the tellers before the box is opened.',
      WRONG_ROOT:
        'The list of trackers does not match the root that was announced. Please tell the presiding officer and the tellers.',
    },
    unknown:
      'The ballot could not be cast, for a fault of the device or the line. Please try again, or tell the tellers.',
    sealedWhileAsking:
      'The box was sealed before your ballot was sent. The ballot you were confirming was not taken.',
    limits:
      'Limits: who controls the server or the network at this moment, or a device that was tampered with, could still watch.',
    desk: {
      title: 'Secret electronic ballot',
      issuing: 'Issuing ballots: {n} of {t}. Casting begins by itself when everybody present has one.',
      casting: 'Casting. At least {n} ballots are in the box, of {t} issued.',
      castingUnknown: 'Casting. {t} ballots were issued.',
      sealed: 'The box is sealed: {n} ballots of {t} issued.',
      root: 'Root',
      fingerprint: 'Key of this vote (devices compare it)',
      memory:
        'The key of the box is in the server’s memory only: if the machine restarts, this vote is void.',
      begin: 'End the issuing, begin casting',
      seal: 'End the casting, seal the box',
      openBox: 'Open the box and count',
      askBegin: 'End the issuing?',
      askBeginText: 'Only {n} of {t} delegates have a ballot. The others will need paper.',
      askSeal: 'Seal the box?',
      askSealText: 'After that nobody can cast or change a ballot.',
      askOpen: 'Open the box?',
      askOpenText:
        'The number of ballots and the root are in the record. The result is announced at once, and the box erased.',
      put: 'Open a secret electronic ballot',
      putText: 'With the question above. Each delegate present receives one ballot on their device.',
      askPut: 'Open the secret ballot?',
      adopt: 'Record the decision that adopts it',
      adoptText: 'Only once the body has decided to use electronic secret ballots. Paper is the default.',
      citation: 'Decision (number, clause)',
      decidedOn: 'Day of the decision',
      adopted: 'The decision was recorded.',
    },
  },
}

package sheet

// unlockXLS is where a workbook with a password is decrypted. It is called once,
// when the globals come to the record FILEPASS, whose body filePass is: how the
// file is encrypted, by which key, and what to check a password against (MS-XLS
// 2.4.117). stream is the whole Workbook stream as it lies in the file, and must
// not be changed: stream.bytes may be the file's own.
//
// What it gives is read from its start in place of stream, so its records must
// keep their places: decrypting changes no length. The FILEPASS record may stay;
// met again it is passed over. The headers of records are never encrypted, nor
// are BOF, FILEPASS itself and the place in each BOUNDSHEET (MS-XLS 2.2.10).
func unlockXLS(stream scattered, filePass []byte) (scattered, error) {
	_, _ = stream, filePass
	return scattered{}, refuse(ErrEncrypted, "the file is an Excel .xls file protected by a password; open it in Excel, remove the password and save it as .xlsx")
}

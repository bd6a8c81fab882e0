// Owns: offering bytes to the person as a file.

const kKept = 60_000;  // ms the bytes stay available to the browser's download

export function download(name, mime, bytes) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([bytes], { type: mime }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), kKept);
}

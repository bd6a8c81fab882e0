// Owns: pictures: those of people made small enough to keep and send, and decoded into pixels to be drawn. Drawn anew,
// they lose what a camera wrote beside them: where and when it was, whose it is.

const kLongest = 1600;  // px a side: a page of a recueil in print
const kQuality = 0.82;

// `bitmap` no larger than `longest` a side, on white where it is transparent.
function drawn(bitmap, longest) {
  const scale = Math.min(1, longest / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(bitmap.width * scale));
  canvas.height = Math.max(1, Math.round(bitmap.height * scale));
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.imageSmoothingQuality = 'high';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  return { canvas, context };
}

// A JPEG of a picture that somebody chose; fails for what this browser does not know as one.
export async function smallerPicture(file) {
  const { canvas } = drawn(await createImageBitmap(file, { imageOrientation: 'from-image' }), kLongest);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', kQuality));
  return new File([blob], `${file.name.replace(/\.[^.]*$/, '')}.jpg`, { type: 'image/jpeg' });
}

// ImageData of a picture.
export async function decodePicture(bytes, longest) {
  const { canvas, context } = drawn(await createImageBitmap(new Blob([bytes])), longest);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

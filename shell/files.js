// Owns: giving a person's file to the application, in pieces and one file after the other: chosen, dropped anywhere or pasted.

import { smallerPicture } from './pictures.js';

const kChunk = 1 << 18;  // bytes: each is read within a slice
const kSlice = 12;  // ms of reading between two chances to draw

const kStop = 0, kWait = 2;  // answers to a piece

let goOn = () => {};
// The application wants the piece behind the one it answered with kWait.
export const nextPiece = () => goOn();

const nextTask = () => new Promise((resolve) => setTimeout(resolve));

async function give(app, node, chosen) {
  const file = chosen.type.startsWith('image/') ? await smallerPicture(chosen).catch(() => chosen) : chosen;
  if (!app.fileBegin(node, file.name, file.size)) return;
  try {
    const reader = file.stream().getReader();
    let since = performance.now();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      for (let at = 0; at < value.length; at += kChunk) {
        const answer = app.fileChunk(value.subarray(at, at + kChunk));
        if (answer === kStop) return void (await reader.cancel());
        if (answer === kWait) await new Promise((resolve) => { goOn = resolve; });
        if (performance.now() - since < kSlice) continue;
        await nextTask();
        since = performance.now();
      }
    }
  } catch {
    app.fileEnd(false);  // the file went away or changed while it was read
    return;
  }
  app.fileEnd(true);
}

export function listenFiles(app) {
  let last = Promise.resolve();
  function chooseFiles(node, files) {
    for (const file of files) last = last.then(() => give(app, node, file));
    return last;
  }

  addEventListener('dragover', (event) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'copy';
  });
  addEventListener('drop', (event) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();  // else the browser opens the file in place of the page
    chooseFiles(0, [...event.dataTransfer.files]);
  });
  document.addEventListener('paste', (event) => {
    const files = [...event.clipboardData.files];
    if (!files.length) return;
    event.preventDefault();
    chooseFiles(0, files);
  });
  return chooseFiles;
}

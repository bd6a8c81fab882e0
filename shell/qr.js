// Owns: texts as codes that cameras read. The library comes when the first one is asked for.
import { assetUrl } from './assets.js';

// The modules row by row, as a text of 0 and 1.
export async function qrModules(text) {
  const { default: qrcode } = await import(assetUrl('qrcode.js'));
  const code = qrcode(0, 'M');  // as small as the text allows; read with 15 % of it hidden
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  let modules = '';
  for (let y = 0; y < size; y += 1) for (let x = 0; x < size; x += 1) modules += code.isDark(y, x) ? '1' : '0';
  return modules;
}

// Colours as Dear ImGui's ImU32: 0xAABBGGRR.

/** "#RRGGBB" (and an opacity of 0..1) to a C++ literal. */
export function imColour(hex, opacity = 1) {
  const match = /^#([0-9A-F]{2})([0-9A-F]{2})([0-9A-F]{2})$/i.exec(hex);
  if (!match) throw new Error(`not a colour: ${hex}`);
  const alpha = Math.round(opacity * 255).toString(16).padStart(2, '0');
  return `0x${alpha}${match[3]}${match[2]}${match[1]}`.toUpperCase().replace('0X', '0x');
}

// Owns: when a frame is drawn and how large. There is no standing animation frame: wake() asks for one if none is pending,
// and the frame says how many more it wants; idle means none.

const kMaxRatio = 2;  // backing store px per CSS px: beyond, memory grows and nobody sees it

export function createLoop(canvas, app, { afterFrame, idle }) {
  let pending = 0;
  let wanted = 0;
  let sized = false;
  let lost = false;
  let stopped = false;
  let frames = 0;

  function wake(count = 1) {
    wanted = Math.max(wanted, count);
    if (!pending && sized && !stopped && !document.hidden) pending = requestAnimationFrame(tick);
  }

  function tick(ms) {
    pending = 0;
    frames += 1;
    wanted -= 1;
    const more = app.frame(ms, !lost);
    afterFrame();
    wanted = Math.max(wanted, more);
    if (wanted > 0) wake(wanted);
    else idle();
  }

  function resize(width, height, backing) {
    if (width < 1 || height < 1) return;
    const ratio = Math.min(devicePixelRatio, kMaxRatio);
    const rounded = [Math.round(width * ratio), Math.round(height * ratio)];
    // The observer's device pixels are exact where the browser knows them; some report the box before a zoom settles.
    const exact = backing && Math.abs(backing[0] - rounded[0]) <= 1.5 && Math.abs(backing[1] - rounded[1]) <= 1.5;
    const [backingWidth, backingHeight] = exact ? backing : rounded;
    if (canvas.width !== backingWidth) canvas.width = backingWidth;
    if (canvas.height !== backingHeight) canvas.height = backingHeight;
    app.resize(width, height, backingWidth, backingHeight);
    sized = true;
    // Drawn before this frame is painted: a canvas that changed size is blank until then.
    cancelAnimationFrame(pending);
    if (!document.hidden && !stopped) tick(performance.now());
  }

  const observer = new ResizeObserver(([entry]) => {
    const device = entry.devicePixelContentBoxSize?.[0];
    resize(entry.contentRect.width, entry.contentRect.height, device && [device.inlineSize, device.blockSize]);
  });

  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();  // else it is never restored
    lost = true;
    app.contextLost();
  });
  canvas.addEventListener('webglcontextrestored', () => {
    lost = false;
    app.contextRestored();
    wake();
  });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      cancelAnimationFrame(pending);
      pending = 0;
      app.away();
    } else {
      wake();
    }
  });

  return {
    wake,
    frames: () => frames,
    awake: () => pending !== 0,
    start() {
      try {
        observer.observe(canvas, { box: 'device-pixel-content-box' });
      } catch {
        // Safari knows no such box, and its observer says nothing when only the pixel ratio changes.
        observer.observe(canvas);
        addEventListener('resize', () => resize(canvas.clientWidth, canvas.clientHeight, null));
      }
    },
    stop() {
      stopped = true;
      observer.disconnect();
      cancelAnimationFrame(pending);
    },
  };
}

// Owns: mouse, touch, pen and wheel. Moves are forwarded (hover); presses are forwarded except on controls, whose one
// activation is the DOM's click; a touch that starts on a control and moves on is a scroll, not a press.

const Phase = { move: 0, down: 1, up: 2, cancel: 3, leave: 4 };
const Device = { mouse: 0, touch: 1, pen: 2 };
const kSlop = 10;  // CSS px a finger may move and still press
const kLine = 40;  // CSS px of one wheel line

const kControls = '.control, .field';

export function listenPointer(stage, app) {
  const pressed = new Map();  // pointer id -> {control, x, y, forwarded}
  let swallowClick = false;
  let box = stage.getBoundingClientRect();

  function forward(phase, event, x = event.clientX, y = event.clientY) {
    // The stage does not move under a finger, and asking where it is costs a layout.
    if (phase !== Phase.move || pressed.size === 0) box = stage.getBoundingClientRect();
    app.pointer(phase, event.pointerId, x - box.left, y - box.top, Math.max(0, event.button), Device[event.pointerType] ?? 0);
  }
  function begin(press, event, x, y) {
    press.forwarded = true;
    stage.setPointerCapture(event.pointerId);
    forward(Phase.down, event, x, y);
  }
  const editing = (element) => element.matches?.('.field') && element === document.activeElement;

  stage.addEventListener('pointerdown', (event) => {
    swallowClick = false;
    const control = event.target.closest(kControls);
    const press = { control, x: event.clientX, y: event.clientY, forwarded: false };
    pressed.set(event.pointerId, press);
    if (control) return;
    const focused = document.activeElement;
    const surface = event.target.closest('.map');
    if (surface) surface.focus({ preventScroll: true });
    else if (focused?.matches('.field')) focused.blur();
    begin(press, event);
  });

  stage.addEventListener('pointermove', (event) => {
    const press = pressed.get(event.pointerId);
    if (press?.control && !press.forwarded && event.pointerType === 'touch') {
      if (Math.hypot(event.clientX - press.x, event.clientY - press.y) <= kSlop || editing(press.control)) return;
      swallowClick = true;
      begin(press, event, press.x, press.y);
    }
    if (event.pointerType !== 'touch' || press?.forwarded) forward(Phase.move, event);
  });

  const end = (phase) => (event) => {
    if (pressed.get(event.pointerId)?.forwarded) forward(phase, event);
    pressed.delete(event.pointerId);
  };
  stage.addEventListener('pointerup', end(Phase.up));
  stage.addEventListener('pointercancel', end(Phase.cancel));
  stage.addEventListener('pointerleave', (event) => {
    if (event.pointerType !== 'touch') forward(Phase.leave, event);
  });
  stage.addEventListener('click', (event) => {
    if (!swallowClick) return;
    swallowClick = false;
    event.preventDefault();
    event.stopPropagation();
  }, true);

  // A press beside the controls leaves focus where it is, and so does a scroll that started on one.
  stage.addEventListener('mousedown', (event) => {
    if (swallowClick || !event.target.closest(kControls)) event.preventDefault();
  });

  stage.addEventListener('wheel', (event) => {
    if (event.ctrlKey) return;  // the browser's zoom
    if (editing(event.target) && event.target.scrollHeight > event.target.clientHeight) return;
    event.preventDefault();
    const unit = [1, kLine, stage.clientHeight][event.deltaMode];
    const box = stage.getBoundingClientRect();
    app.wheel(event.clientX - box.left, event.clientY - box.top, event.deltaX * unit, event.deltaY * unit);
  }, { passive: false });

  // Whether a finger or a button is down on what is drawn.
  return { dragging: () => [...pressed.values()].some((press) => press.forwarded) };
}

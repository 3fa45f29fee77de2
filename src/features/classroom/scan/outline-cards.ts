import type { CardRead } from '#cards/read-frame.ts';

/** Draws what was read onto a canvas that lies over the picture: the marker's outline, seat and letter. */
export function outlineCards(canvas: HTMLCanvasElement, reads: readonly CardRead[]): void {
  const pen = canvas.getContext('2d');
  if (!pen) return;
  const unit = canvas.width / 960;
  pen.clearRect(0, 0, canvas.width, canvas.height);
  for (const { corners, seat, answer } of reads) {
    pen.beginPath();
    corners.forEach(({ x, y }) => pen.lineTo(x, y));
    pen.closePath();
    pen.lineWidth = 7 * unit;
    pen.strokeStyle = '#fffbf2';
    pen.stroke();
    pen.lineWidth = 4 * unit;
    pen.strokeStyle = '#0b6e66';
    pen.stroke();
    const x = corners.reduce((sum, corner) => sum + corner.x, 0) / 4;
    const y = Math.max(...corners.map((corner) => corner.y)) + 17 * unit;
    const label = `${seat} ${answer}`;
    pen.font = `800 ${22 * unit}px sans-serif`;
    pen.textAlign = 'center';
    pen.textBaseline = 'middle';
    const half = pen.measureText(label).width / 2 + 7 * unit;
    pen.fillStyle = '#084e49';
    pen.fillRect(x - half, y - 15 * unit, 2 * half, 30 * unit);
    pen.fillStyle = '#ffffff';
    pen.fillText(label, x, y);
  }
}

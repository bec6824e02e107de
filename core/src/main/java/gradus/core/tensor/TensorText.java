package gradus.core.tensor;

import gradus.core.ir.Data;
import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import java.util.Locale;

/** Tensors as text: type, shape and numbers, long axes shortened in the middle. */
final class TensorText {
  private static final int LONGEST = 8;

  private TensorText() {}

  static String of(Data data) {
    StringBuilder text = new StringBuilder();
    text.append(data.type().name().toLowerCase(Locale.ROOT)).append(data.shape()).append(' ');
    write(data, 0, 0, text);
    return text.toString();
  }

  private static void write(Data data, int axis, int offset, StringBuilder text) {
    Shape shape = data.shape();
    if (axis == shape.rank()) {
      text.append(number(data, offset));
      return;
    }
    int size = shape.size(axis);
    int stride = shape.strides()[axis];
    text.append('[');
    for (int i = 0; i < size; i++) {
      boolean inner = axis == shape.rank() - 1;
      if (i > 0) {
        text.append(inner ? ", " : ",\n" + " ".repeat(axis + 1));
      }
      if (size > LONGEST && i == LONGEST / 2) {
        text.append("..");
        i = size - LONGEST / 2 - 1;
        continue;
      }
      write(data, axis + 1, offset + i * stride, text);
    }
    text.append(']');
  }

  private static String number(Data data, int offset) {
    double value = data.value(offset);
    if (data.type() == DType.I32) {
      return Long.toString((long) value);
    }
    if (value == 0 || !Double.isFinite(value)) {
      return Double.toString(value);
    }
    double size = Math.abs(value);
    return String.format(Locale.ROOT, size >= 1e-3 && size < 1e6 ? "%.4f" : "%.3e", value);
  }
}

package gradus.train.data.file;

import gradus.core.shape.Shape;
import gradus.train.data.DataException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text in front of the elements of an npy file, a Python dictionary with the keys {@code
 * descr}, {@code fortran_order} and {@code shape}.
 *
 * @param fortran whether the first axis runs fastest
 */
record NpyHeader(NpyType type, boolean fortran, Shape shape) {
  private static final Pattern TYPE = Pattern.compile("'descr'\\s*:\\s*'([^']*)'");
  private static final Pattern ORDER = Pattern.compile("'fortran_order'\\s*:\\s*(True|False)");
  private static final Pattern SHAPE = Pattern.compile("'shape'\\s*:\\s*\\(([0-9,\\s]*)\\)");

  static NpyHeader parse(String text, String file) {
    NpyType type = NpyType.of(find(TYPE, text, "descr", file), file);
    boolean fortran = find(ORDER, text, "fortran_order", file).equals("True");
    String[] sizes = find(SHAPE, text, "shape", file).split(",");
    try {
      int[] axes =
          Arrays.stream(sizes)
              .map(String::strip)
              .filter(size -> !size.isEmpty())
              .mapToInt(Integer::parseInt)
              .toArray();
      return new NpyHeader(type, fortran, Shape.of(axes));
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new DataException(
          "%s: got shape (%s); must have fewer than 2^31 elements"
              .formatted(file, String.join(",", sizes)),
          e);
    }
  }

  private static String find(Pattern pattern, String text, String key, String file) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new DataException(
          "%s: its header has no usable key '%s'; must be a plain array, not records or objects"
              .formatted(file, key));
    }
    return matcher.group(1);
  }

  String text() {
    StringBuilder sizes = new StringBuilder();
    for (int size : shape.sizes()) {
      sizes.append(size).append(shape.rank() == 1 ? "," : ", ");
    }
    String axes = shape.rank() > 1 ? sizes.substring(0, sizes.length() - 2) : sizes.toString();
    return "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type.code(), axes);
  }
}

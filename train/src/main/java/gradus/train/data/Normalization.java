package gradus.train.data;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A learned scaling: {@code y = (x - shift) / scale}. It holds one number a feature, or one a
 * channel that repeats along the row, or none for the identity. A constant feature has scale 1.
 * Before that, an {@link Imputation} may stand in for numbers far outside their column.
 */
public final class Normalization {
  /** Leaves everything as it is. */
  public static final Normalization IDENTITY =
      new Normalization(new float[0], new float[0], Map.of());

  private final float[] shift;
  private final float[] scale;
  private final Map<Integer, Imputation> imputations;

  private Normalization(float[] shift, float[] scale, Map<Integer, Imputation> imputations) {
    this.shift = shift;
    this.scale = scale;
    this.imputations = imputations;
  }

  /**
   * A scaling with given numbers.
   *
   * @throws DataException if the lengths differ, a number is not finite or a scale is 0
   */
  public static Normalization of(float[] shift, float[] scale) {
    boolean fits = shift.length == scale.length;
    for (int i = 0; fits && i < shift.length; i++) {
      fits = Float.isFinite(shift[i]) && Float.isFinite(scale[i]) && scale[i] != 0;
    }
    if (!fits) {
      throw new DataException(
          "normalization: got %d shifts and %d scales; the numbers must be equal, all finite, no scale 0"
              .formatted(shift.length, scale.length));
    }
    return new Normalization(shift.clone(), scale.clone(), Map.of());
  }

  /** The same after numbers far outside were replaced, by column of a row. */
  Normalization after(SortedMap<Integer, Imputation> columns) {
    return new Normalization(shift, scale, Collections.unmodifiableSortedMap(columns));
  }

  /** What a scaling of the features learns from a training part. */
  public static Normalization learn(Scaling scaling, Dataset train) {
    int period =
        scaling == Scaling.STANDARDIZE_CHANNELS && train.shape().rank() > 0
            ? train.shape().size(-1)
            : train.shape().count();
    Moments moments = new Moments(period);
    float[] row = new float[train.shape().count()];
    for (int i = 0; scaling != Scaling.NONE && i < train.size(); i++) {
      train.features().copy(i, row, 0);
      moments.add(row);
    }
    return from(scaling, moments, train);
  }

  /** What a scaling of the targets learns from a training part. */
  public static Normalization learnTargets(Scaling scaling, Dataset train) {
    if (scaling == Scaling.NONE) {
      return IDENTITY;
    }
    if (!(train.targets() instanceof Values values)) {
      throw new DataException(train.name() + ": class labels cannot be scaled; scale values only");
    }
    Moments moments = new Moments(values.width());
    float[] row = new float[values.width()];
    for (int i = 0; i < train.size(); i++) {
      values.copy(i, row, 0);
      moments.add(row);
    }
    return from(scaling, moments, train);
  }

  /** The mean of each feature of a part. */
  static float[] means(Dataset part) {
    Moments moments = new Moments(part.shape().count());
    float[] row = new float[part.shape().count()];
    for (int i = 0; i < part.size(); i++) {
      part.features().copy(i, row, 0);
      moments.add(row);
    }
    return moments.means();
  }

  private static Normalization from(Scaling scaling, Moments moments, Dataset train) {
    if (scaling != Scaling.NONE && train.size() == 0) {
      throw new DataException(train.name() + ": no example to learn a scaling from");
    }
    return switch (scaling) {
      case NONE -> IDENTITY;
      case STANDARDIZE, STANDARDIZE_CHANNELS -> of(moments.means(), moments.deviations());
      case SCALE -> of(moments.smallest(), moments.ranges());
    };
  }

  /** Whether nothing changes. */
  public boolean isIdentity() {
    return shift.length == 0 && imputations.isEmpty();
  }

  /**
   * Scales {@code values[offset .. offset + width)} in place; the width is a multiple of ours, and
   * that of one row if numbers are replaced.
   */
  public void apply(float[] values, int offset, int width) {
    check(width);
    imputations.forEach(
        (column, imputation) ->
            values[offset + column] = (float) imputation.of(values[offset + column]));
    for (int i = 0, c = 0; i < width && shift.length > 0; i++) {
      values[offset + i] = (values[offset + i] - shift[c]) / scale[c];
      c = c + 1 == shift.length ? 0 : c + 1;
    }
  }

  /** Undoes the scaling in place: {@code x = y * scale + shift}. */
  public void undo(float[] values, int offset, int width) {
    check(width);
    for (int i = 0, c = 0; i < width && shift.length > 0; i++) {
      values[offset + i] = values[offset + i] * scale[c] + shift[c];
      c = c + 1 == shift.length ? 0 : c + 1;
    }
  }

  /** Values after the scaling; labels as they are. */
  public Targets applyTo(Targets targets) {
    if (isIdentity() || !(targets instanceof Values values)) {
      return targets;
    }
    float[] scaled = values.toArray();
    apply(scaled, 0, scaled.length);
    return new Values(scaled, values.names());
  }

  private void check(int width) {
    if (shift.length > 0 && width % shift.length != 0) {
      throw new DataException(
          "normalization of %d numbers: got a row of %d; must be a multiple"
              .formatted(shift.length, width));
    }
  }

  /**
   * As plain lists for JSON: {@code shift} and {@code scale}, and {@code imputations} by column if
   * numbers are replaced.
   */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("shift", list(shift));
    map.put("scale", list(scale));
    if (!imputations.isEmpty()) {
      Map<String, Object> columns = new LinkedHashMap<>();
      imputations.forEach((column, each) -> columns.put(String.valueOf(column), each.toMap()));
      map.put("imputations", columns);
    }
    return map;
  }

  /**
   * What {@link #toMap} wrote.
   *
   * @throws DataException if a key is missing or is no list of numbers
   */
  public static Normalization from(Map<String, ?> map) {
    Normalization scaling = of(floats(map.get("shift")), floats(map.get("scale")));
    if (!(map.get("imputations") instanceof Map<?, ?> columns)) {
      return scaling;
    }
    SortedMap<Integer, Imputation> imputations = new TreeMap<>();
    columns.forEach(
        (column, each) ->
            imputations.put(
                Integer.valueOf(String.valueOf(column)), Imputation.from((Map<?, ?>) each)));
    return scaling.after(imputations);
  }

  private static List<Object> list(float[] values) {
    List<Object> list = new ArrayList<>(values.length);
    for (float value : values) {
      list.add((double) value);
    }
    return list;
  }

  private static float[] floats(Object list) {
    if (!(list instanceof List<?> numbers)) {
      throw new DataException("normalization: got " + list + "; must be a list of numbers");
    }
    float[] values = new float[numbers.size()];
    for (int i = 0; i < values.length; i++) {
      if (!(numbers.get(i) instanceof Number number)) {
        throw new DataException("normalization: got " + numbers.get(i) + "; must be a number");
      }
      values[i] = number.floatValue();
    }
    return values;
  }
}

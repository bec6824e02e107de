package gradus.nn.layer;

import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.tensor.Tensor;
import gradus.nn.Layer;
import gradus.nn.Scope;
import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.nn.init.Initializer;
import gradus.nn.init.Initializers;
import gradus.nn.init.Normal;
import java.util.List;

/**
 * A learned vector for each id: ints [batch, ..] to [batch, .., features]. Parameter: {@code table
 * [count, features]}, normal at the start. An id outside the table gives NaN, and so does a number
 * that is not whole; so do not standardize ids that come from a table of numbers.
 *
 * @param count how many ids there are, from 0
 * @param features the length of a vector
 * @param paddingId an id whose vector gets no gradient; -1 for none
 * @param initializer how the table starts; null for normal with deviation 1
 */
public record Embedding(int count, int features, int paddingId, Initializer initializer)
    implements Layer {
  /** Its line in the catalog. */
  public static final Entry<Layer> ENTRY =
      Entry.of(
          "embedding",
          Embedding.class,
          "A learned vector for each id",
          List.of(
              Setting.whole("count", "how many ids there are"),
              Setting.whole("features", "length of a vector"),
              Setting.whole("padding_id", -1, -1, "id whose vector gets no gradient"),
              Setting.one("initializer", () -> Initializers.CATALOG, null, "how the table starts")),
          s ->
              new Embedding(
                  s.whole("count"),
                  s.whole("features"),
                  s.whole("padding_id"),
                  s.one("initializer", Initializer.class)),
          l ->
              Settings.of(
                  "count",
                  l.count,
                  "features",
                  l.features,
                  "padding_id",
                  l.paddingId,
                  "initializer",
                  l.initializer));

  /** Without a padding id. */
  public static Embedding of(int count, int features) {
    return new Embedding(count, features, -1, null);
  }

  /** With an id whose vector gets no gradient. */
  public Embedding paddingId(int id) {
    return new Embedding(count, features, id, initializer);
  }

  @Override
  public Tensor apply(Tensor x, Scope scope) {
    Tensor ids = x.type() == DType.I32 ? x : ids(x);
    Initializer start = initializer == null ? new Normal(0, 1) : initializer;
    Tensor table = scope.parameter("table", Shape.of(count, features), start);
    Tensor y = table.rows(ids);
    if (paddingId < 0) {
      return y;
    }
    return ids.equalTo(paddingId).expand(-1).where(y.stopGradient(), y);
  }

  /** Numbers of a table as ids; what is not whole lies outside. */
  private static Tensor ids(Tensor x) {
    return x.equalTo(x.floor()).where(x, Tensor.full(x.shape(), -1)).toInt();
  }
}

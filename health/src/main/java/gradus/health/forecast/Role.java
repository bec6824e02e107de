package gradus.health.forecast;

import java.util.Locale;

/** What a part of the network does to the gradient. */
public enum Role {
  /** Multiplies by weights. */
  WEIGHT,
  /** Multiplies by the slope of an activation. */
  SLOPE,
  /** Divides by a measured size. */
  NORM,
  /** Leads past other layers, or joins ways. */
  SKIP,
  /** Pooling, dropout, reshaping and what else there is. */
  OTHER;

  /** As written in files and tables. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}

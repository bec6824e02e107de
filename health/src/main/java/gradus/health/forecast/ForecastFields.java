package gradus.health.forecast;

import gradus.train.log.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The forecast as a tree of names and values, to be written as JSON; numbers are finite or null.
 */
public final class ForecastFields {
  private ForecastFields() {}

  /** All of it. */
  public static Map<String, Object> of(Forecast forecast) {
    Verdict verdict = forecast.verdict();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("name", forecast.name());
    fields.put("outlook", verdict.outlook().word());
    fields.put("sentence", verdict.sentence());
    fields.put("reasons", verdict.reasons());
    fields.put("input_rms", finite(forecast.input().rms()));
    fields.put("batch", forecast.input().batch());
    fields.put("gain", prediction(forecast.toFirst()));
    fields.put("decades_lost", finite(forecast.decadesLost()));
    fields.put("decades_by_role", roles(forecast.decadesByRole()));
    fields.put("measured_decades_lost", finite(forecast.measuredDecadesLost()));
    fields.put(
        "measured_decades_by_role",
        forecast.measuredDecades().map(decades -> roles(decades.byRole())).orElse(null));
    fields.put("depth", forecast.depth());
    fields.put("chi", finite(forecast.chi()));
    fields.put("depth_scale", finite(forecast.depthScale()));
    fields.put("trainable_depth", finite(Verdict.DEPTH_SCALES * forecast.depthScale()));
    fields.put("born_dead", finite(forecast.bornDead()));
    List<Object> layers = new ArrayList<>();
    forecast.layers().forEach(layer -> layers.add(layer(layer)));
    fields.put("layers", layers);
    return fields;
  }

  private static Map<String, Object> layer(LayerForecast layer) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("path", layer.path());
    fields.put("kind", layer.kind());
    fields.put("role", word(layer.role()));
    fields.put("units", layer.units());
    fields.put("rms", prediction(layer.rms()));
    fields.put("apart", finite(layer.apart()));
    fields.put("gain", prediction(layer.gain()));
    fields.put("junction", finite(layer.junction()));
    fields.put("gradient", prediction(layer.arriving()));
    fields.put("dead", finite(layer.dead()));
    fields.put("formula", layer.formula());
    layer.measured().ifPresent(link -> measured(layer, link, fields));
    return fields;
  }

  private static void measured(LayerForecast layer, Event.Link link, Map<String, Object> fields) {
    fields.put("measured_rms", finite(link.values().rms()));
    fields.put("rms_z", finite(layer.rms().z(link.values().rms())));
    fields.put("measured_gain", finite(link.gain()));
    fields.put("gain_z", finite(layer.gain().z(link.gain())));
    fields.put("measured_junction", finite(link.junction()));
    fields.put("measured_gradient", finite(layer.measuredArriving()));
    fields.put("gradient_z", finite(layer.arriving().z(layer.measuredArriving())));
  }

  private static Map<String, Object> prediction(Prediction prediction) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("mean_field", finite(prediction.field()));
    fields.put("typical", finite(prediction.typical()));
    fields.put("low", finite(prediction.low()));
    fields.put("high", finite(prediction.high()));
    return fields;
  }

  private static Map<String, Object> roles(Map<Event.Role, Double> decades) {
    Map<String, Object> fields = new LinkedHashMap<>();
    decades.forEach((role, value) -> fields.put(word(role), finite(value)));
    return fields;
  }

  private static String word(Event.Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }

  private static Double finite(OptionalDouble value) {
    return value.isPresent() ? finite(value.getAsDouble()) : null;
  }
}

package gradus.train.run;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.util.List;

/**
 * How closely the gradients are watched.
 *
 * @param every after how many steps they are measured; 0 for as often as costs at most 2 %
 */
public record HealthSettings(int every) {
  /** How it stands in a run file. */
  public static final Entry<HealthSettings> ENTRY =
      Entry.of(
          "health",
          HealthSettings.class,
          "how closely the gradients are watched",
          List.of(
              Setting.whole(
                  "every", 0, 0, "after how many steps they are measured; 0: as is cheap")),
          s -> new HealthSettings(s.whole("every")),
          x -> Settings.of("every", x.every()));
}

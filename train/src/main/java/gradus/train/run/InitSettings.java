package gradus.train.run;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import java.nio.file.Path;
import java.util.List;

/**
 * How parameters start, beyond the initializer of each layer.
 *
 * @param lsuv whether weights are scaled so that each layer gives unit variance for a first batch
 * @param transfer parameters taken from a trained model; null for none
 */
public record InitSettings(boolean lsuv, Transfer transfer) {
  /** As each layer says. */
  public static final InitSettings NONE = new InitSettings(false, null);

  /** How it stands in a run file. */
  public static final Entry<InitSettings> ENTRY =
      Entry.of(
          "init",
          InitSettings.class,
          "how parameters start, beyond the initializer of each layer",
          List.of(
              Setting.flag("lsuv", false, "scale weights to unit variance on a first batch"),
              Setting.part("transfer", () -> Transfer.ENTRY, null, "take them from a model")),
          s -> new InitSettings(s.flag("lsuv"), s.one("transfer", Transfer.class)),
          x -> Settings.of("lsuv", x.lsuv(), "transfer", x.transfer()));

  InitSettings in(Path folder) {
    return transfer == null ? this : new InitSettings(lsuv, transfer.in(folder));
  }
}

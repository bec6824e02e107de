package gradus.train.run;

import gradus.nn.config.Entry;
import gradus.nn.config.Setting;
import gradus.nn.config.Settings;
import gradus.nn.optim.ParameterFilter;
import gradus.train.run.source.Folders;
import java.nio.file.Path;
import java.util.List;

/**
 * Parameters taken from a trained model.
 *
 * @param from the folder of a run, or a file of weights
 * @param match which parameters are taken, a pattern of names
 * @param freeze whether they stay as they are
 */
public record Transfer(String from, String match, boolean freeze) {
  /** How it stands in a run file. */
  public static final Entry<Transfer> ENTRY =
      Entry.of(
          "transfer",
          Transfer.class,
          "parameters taken from a trained model",
          List.of(
              Setting.text("from", null, "the folder of a run, or a file of weights").mandatory(),
              Setting.text(
                  "match", "*", "which are taken: a glob, or an expression between slashes"),
              Setting.flag("freeze", false, "whether they stay as they are")),
          s -> new Transfer(s.text("from"), s.text("match"), s.flag("freeze")),
          x -> Settings.of("from", x.from(), "match", x.match(), "freeze", x.freeze()));

  /** Checks the pattern. */
  public Transfer {
    ParameterFilter.of(match);
  }

  /** The parameters it takes. */
  public ParameterFilter filter() {
    return ParameterFilter.of(match);
  }

  Transfer in(Path folder) {
    return new Transfer(Folders.resolve(folder, from), match, freeze);
  }
}

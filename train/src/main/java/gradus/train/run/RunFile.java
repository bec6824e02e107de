package gradus.train.run;

import gradus.nn.Layer;
import gradus.nn.Sequential;
import gradus.nn.config.ConfigException;
import gradus.nn.loss.Loss;
import gradus.nn.optim.Clip;
import gradus.nn.optim.Groups;
import gradus.nn.optim.Optimizer;
import gradus.nn.optim.Penalty;
import gradus.nn.optim.Updates;
import gradus.nn.schedule.Schedule;
import gradus.train.Recipe;
import gradus.train.run.source.DataSettings;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * All that a run is.
 *
 * <pre>{@code
 * data: {set: digits, validation: 0.2}
 * model:
 *   - flatten
 *   - dense: {units: 64, activation: relu}
 *   - dense: 10
 * loss: cross_entropy
 * optimizer: {adam: {rate: 1e-3}}
 * train: {epochs: 20, batch: 64}
 * }</pre>
 *
 * @param name what the run is called; names its folder
 * @param seed all chance of the run comes from it
 * @param schedule how the rate changes; null for not at all
 * @param clip how gradients are limited; null for not at all
 * @param metrics what is measured on the validation and the test part, by name
 * @param health how closely gradients are watched; null for not at all
 * @param output the folder in which the folder of the run is made
 */
public record RunFile(
    String name,
    long seed,
    DataSettings data,
    Sequential model,
    Loss loss,
    Optimizer optimizer,
    Schedule schedule,
    Clip clip,
    List<Penalty> penalties,
    Groups groups,
    List<String> metrics,
    TrainSettings train,
    InitSettings init,
    HealthSettings health,
    String output) {

  /** Keeps immutable copies. */
  public RunFile {
    penalties = List.copyOf(penalties);
    metrics = List.copyOf(metrics);
  }

  /**
   * Reads a run file; its relative paths are relative to its folder, and it is called as the file
   * if it has no name ({@code -} for what no name may hold).
   *
   * @param overrides settings in place of those of the file, for example {@code
   *     optimizer.adam.rate=1e-3}
   * @throws RunFileException if it cannot be read or something in it is wrong
   */
  public static RunFile read(Path file, List<String> overrides) {
    String called = String.valueOf(file.getFileName());
    RunFile run = parse(text(file), file.toString(), overrides);
    RunFile named = run.name.isEmpty() ? run.withName(RunFileEntry.nameOf(called)) : run;
    Path folder = file.toAbsolutePath().getParent();
    return named.in(folder);
  }

  /** {@link #read(Path, List)} without overrides. */
  public static RunFile read(Path file) {
    return read(file, List.of());
  }

  /**
   * Reads the text of a run file; relative paths stay as they are.
   *
   * @param file what it is called in messages
   * @throws RunFileException if something in it is wrong
   */
  public static RunFile parse(String text, String file, List<String> overrides) {
    YamlTree.Parsed parsed = YamlTree.read(text, file);
    Map<String, Object> root = Overrides.apply(parsed, overrides);
    try {
      return RunFileEntry.ENTRY.read(root, "");
    } catch (ConfigException e) {
      throw parsed.places().at(e);
    }
  }

  /**
   * Reads the tree of a run file, as {@link #toTree} gives it; relative paths stay as they are.
   *
   * @throws ConfigException if something in it is wrong
   */
  public static RunFile of(Map<String, ?> tree) {
    return RunFileEntry.ENTRY.read(tree, "");
  }

  private static String text(Path file) {
    if (!Files.exists(file)) {
      throw new RunFileException(file.toString(), 0, "", "no such file; name a run file");
    }
    if (Files.isDirectory(file)) {
      throw new RunFileException(file.toString(), 0, "", "is a folder; name a run file in it");
    }
    try {
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new RunFileException(file.toString(), 0, "", "is no UTF-8 text; must be a YAML file");
    } catch (IOException e) {
      throw new RunFileException(
          file.toString(), 0, "", "cannot be read; check the permission to read it");
    }
  }

  /** What goes into one training step. */
  public Recipe recipe() {
    Updates updates = Updates.of(optimizer).withGroups(groups);
    updates = clip == null ? updates : updates.withClip(clip);
    updates = train.average() == null ? updates : updates.withAverage(train.average());
    return new Recipe(model, loss, penalties, updates, train.accumulate());
  }

  /** As the tree of a run file; settings that have their default are left out. */
  public Map<String, Object> toTree() {
    return RunFileEntry.ENTRY.tree(this);
  }

  /** As a run file that reads back as an equal one. */
  public String toYaml() {
    return YamlText.of(toTree());
  }

  /** The same run under another name. */
  public RunFile withName(String other) {
    return new RunFile(
        other, seed, data, model, loss, optimizer, schedule, clip, penalties, groups, metrics,
        train, init, health, output);
  }

  /** The same run, whose relative paths are relative to a folder. */
  RunFile in(Path folder) {
    return new RunFile(
        name,
        seed,
        data.in(folder),
        model,
        loss,
        optimizer,
        schedule,
        clip,
        penalties,
        groups,
        metrics,
        train,
        init.in(folder),
        health,
        output);
  }

  /** The layers of the model, in order. */
  public List<Layer> layers() {
    return model.layers();
  }
}

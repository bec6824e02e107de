package gradus.train.run;

import gradus.core.ir.Data;
import gradus.core.tensor.Tensor;
import gradus.nn.ParameterSpec;
import gradus.nn.init.Lsuv;
import gradus.nn.optim.Group;
import gradus.nn.optim.Groups;
import gradus.nn.schedule.Constant;
import gradus.train.Engine;
import gradus.train.Limits;
import gradus.train.Recipe;
import gradus.train.Trainer;
import gradus.train.checkpoint.CheckpointException;
import gradus.train.checkpoint.SafeTensors;
import gradus.train.data.Batch;
import gradus.train.data.Batches;
import gradus.train.data.DataSplit;
import gradus.train.data.Labels;
import gradus.train.run.source.PreparedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * A run file with its data loaded and its trainer set up.
 *
 * @param file the run file
 * @param data the prepared data
 * @param trainer set up as the run file says; nobody listens yet
 */
public record Prepared(RunFile file, PreparedData data, Trainer trainer) {

  /** Loads the data and sets the trainer up. */
  public static Prepared of(RunFile file) {
    return of(file, file.data().load());
  }

  /** Sets the trainer up for data that were loaded before, by the same data settings. */
  public static Prepared of(RunFile file, PreparedData data) {
    Recipe recipe = file.recipe();
    if (file.init().transfer() != null && file.init().transfer().freeze()) {
      List<Group> groups = new ArrayList<>(recipe.updates().groups().groups());
      groups.add(Group.of(file.init().transfer().filter()).freeze());
      recipe = recipe.withUpdates(recipe.updates().withGroups(new Groups(groups)));
    }
    TrainSettings train = file.train();
    Trainer trainer =
        Trainer.of(recipe)
            .schedule(file.schedule() == null ? Constant.of() : file.schedule())
            .limits(limits(file))
            .batch(train.batch())
            .seed(file.seed())
            .dropLast(train.dropLast())
            .augment(file.data().augment())
            .mixup(file.data().mixup())
            .metrics(metrics(file))
            .validateEvery(train.validateEvery())
            .logEvery(train.logEvery())
            .measureEvery(file.health() == null ? 0 : file.health().every())
            .checkpointEvery(train.checkpointEvery())
            .named(file.name(), file.toYaml());
    if (!data.targets().isIdentity()) {
      trainer.units(data.targets());
    }
    if (train.threads() > 0) {
      trainer.threads(train.threads());
    }
    trainer.start(engine -> start(file, data, engine));
    return new Prepared(file, data, trainer);
  }

  /** The watched metric first: the one that is a target, if there is one. */
  private static String[] metrics(RunFile file) {
    List<String> names = new ArrayList<>(file.train().stop().targets().keySet());
    file.metrics().stream().filter(name -> !names.contains(name)).forEach(names::add);
    return names.toArray(String[]::new);
  }

  private static Limits limits(RunFile file) {
    StopSettings stop = file.train().stop();
    OptionalDouble target = stop.targets().values().stream().mapToDouble(v -> v).findFirst();
    return new Limits(
        file.train().epochs() > 0 ? file.train().epochs() : Integer.MAX_VALUE,
        file.train().steps(),
        Double.isInfinite(stop.seconds()) ? 0 : stop.seconds(),
        stop.patience(),
        target,
        Double.isNaN(stop.loss()) ? OptionalDouble.empty() : OptionalDouble.of(stop.loss()));
  }

  /** Values from another model, then scales from a batch. */
  private static void start(RunFile file, PreparedData data, Engine engine) {
    if (file.init().transfer() != null) {
      transfer(file.init().transfer(), engine);
    }
    if (file.init().lsuv()) {
      lsuv(file, data, engine);
    }
  }

  private static void transfer(Transfer transfer, Engine engine) {
    Path from = Path.of(transfer.from());
    Path file = Files.isDirectory(from) ? from.resolve("model.safetensors") : from;
    Map<String, Data> given = SafeTensors.read(file).values();
    Map<String, Data> taken = new LinkedHashMap<>();
    for (ParameterSpec spec : engine.specs()) {
      Data data = given.getOrDefault(spec.name(), given.get("value:" + spec.name()));
      if (data == null || !transfer.filter().matches(spec)) {
        continue;
      }
      if (!data.shape().equals(spec.shape())) {
        throw new CheckpointException(
            file
                + ": "
                + spec.name()
                + " has shape "
                + data.shape()
                + ", this model has "
                + spec.shape()
                + "; leave it out with 'match', for example match: /(?!"
                + spec.name()
                + ").*/");
      }
      taken.put("value:" + spec.name(), data);
    }
    if (taken.isEmpty()) {
      throw new CheckpointException(
          file
              + ": none of its values matches '"
              + transfer.match()
              + "' and a name of this model; names there: "
              + String.join(", ", given.keySet()));
    }
    engine.restore(taken);
  }

  private static void lsuv(RunFile file, PreparedData data, Engine engine) {
    Batches batches = Batches.of(data.split().train(), Math.min(256, data.split().train().size()));
    Batch batch = batches.at(0, 0);
    int[] sizes = data.split().train().shape().sizes();
    gradus.core.shape.Shape shape = gradus.core.shape.Shape.of(batch.size()).plus(sizes);
    Map<String, Tensor> values = new LinkedHashMap<>();
    engine.modelValues().forEach((name, value) -> values.put(name, Tensor.of(value)));
    Map<String, Data> scaled = new LinkedHashMap<>();
    Lsuv.scales(file.model(), Tensor.of(shape, batch.features()), values)
        .forEach((name, scale) -> scaled.put("value:" + name, values.get(name).mul(scale).data()));
    engine.restore(scaled);
  }

  /** Training, validation and test part. */
  public DataSplit split() {
    return data.split();
  }

  /** The names of the classes; empty for numbers. */
  public List<String> classes() {
    return data.split().train().targets() instanceof Labels labels ? labels.classes() : List.of();
  }

  /** How raw examples become features, as a tree for the model file. */
  public Map<String, Object> preparation() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("features", data.features().toMap());
    map.put("targets", data.targets().toMap());
    if (data.preprocessing() != null) {
      map.put("table", data.preprocessing().toMap());
    }
    return map;
  }
}

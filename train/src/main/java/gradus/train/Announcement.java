package gradus.train;

import gradus.train.data.Batches;
import gradus.train.data.Dataset;
import gradus.train.data.Labels;
import gradus.train.log.Event;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What a run says of itself when it begins. */
final class Announcement {
  private Announcement() {}

  static Event.RunStarted of(
      Trainer.Settings settings, Batches batches, Dataset held, Engine engine) {
    Dataset train = batches.data();
    Map<String, String> versions = new LinkedHashMap<>();
    String own = Announcement.class.getPackage().getImplementationVersion();
    versions.put("gradus", own == null ? "development" : own);
    versions.put("jdk", Runtime.version().toString());
    versions.put(
        "vector",
        settings.compiler().cpu().vectors()
            ? settings.compiler().cpu().lanes() + " floats"
            : "none: scalar code");
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("data", train.name() + ", " + train.size() + " examples of " + train.shape());
    facts.put("held out", held == train ? "nothing" : held.size() + " examples");
    facts.put("loss", word(settings.recipe().loss()));
    facts.put("optimizer", settings.recipe().updates().optimizer().toString());
    facts.put("batch", Integer.toString(batches.batchSize()));
    facts.put("epochs", Integer.toString(settings.limits().epochs()));
    facts.put("threads", Integer.toString(settings.threads()));
    facts.putAll(settings.facts());
    long bytes =
        engine.plannedBytes(
            batches.batchSize(), train.targets() instanceof Labels && batches.valueWidth() == 0);
    return new Event.RunStarted(
        Instant.now(),
        settings.name(),
        settings.seed(),
        describe(engine),
        engine.trained(),
        bytes,
        versions,
        facts,
        train.hash(),
        settings.runFile());
  }

  private static String describe(Engine engine) {
    return engine.recipe().model() instanceof gradus.nn.Sequential sequential
        ? String.join(" → ", sequential.layers().stream().map(gradus.nn.Layer::title).toList())
        : engine.recipe().model().title();
  }

  private static String word(Object thing) {
    return thing
        .getClass()
        .getSimpleName()
        .replaceAll("([a-z])([A-Z])", "$1 $2")
        .toLowerCase(Locale.ROOT);
  }
}

package gradus.health.preflight;

import gradus.health.Intake;
import gradus.train.Engine;
import gradus.train.Recipe;
import gradus.train.data.Dataset;
import gradus.train.run.Prepared;
import gradus.train.run.TrainSettings;

/** Looks at what a run begins with. */
public final class Admission {
  /** How many examples are looked at, evenly spread over the training part. */
  static final int EXAMPLES = 4096;

  private Admission() {}

  /** Data, initial weights and the ends of the network of a run. */
  public static Intake of(Prepared prepared) {
    try (Engine engine = prepared.trainer().engine(prepared.split())) {
      return of(prepared, engine);
    }
  }

  /** The same with an engine that has not trained yet. */
  static Intake of(Prepared prepared, Engine engine) {
    Dataset train = prepared.split().train();
    Recipe recipe = engine.recipe();
    Ends ends = Ends.of(recipe, train.shape());
    Rows rows = Rows.of(train, ends.indices());
    FarRows far = FarRows.of(rows);
    return new Intake(
        InputColumns.of(rows, far, MissingCodes.of(rows, prepared.data())),
        AnswerScan.of(rows, far, recipe.loss()),
        FirstWeights.of(engine, ends),
        ends.head(recipe, rows.labelled() ? rows.answers() : 0),
        Steps.pace(recipe.updates().optimizer(), prepared.file().schedule()),
        Chance.loss(recipe.loss(), rows, engine.outputWidth()),
        steps(prepared.file().train(), train.size()));
  }

  private static long steps(TrainSettings train, int examples) {
    long batches =
        train.dropLast() ? examples / train.batch() : Math.ceilDiv(examples, train.batch());
    long all = train.epochs() * batches / train.accumulate();
    return train.steps() > 0 ? (all > 0 ? Math.min(all, train.steps()) : train.steps()) : all;
  }
}

package gradus.train;

import gradus.core.shape.DType;
import gradus.core.shape.Shape;
import gradus.core.shape.ShapeException;
import gradus.core.tensor.Key;
import gradus.core.tensor.Tensor;
import gradus.nn.Trace;
import gradus.train.data.DataException;
import gradus.train.data.Dataset;
import gradus.train.data.Labels;
import gradus.train.data.Values;

/** Checks, before anything is computed, that data, model and loss belong together. */
final class Misfits {
  private Misfits() {}

  static void check(Trainer.Settings settings, Dataset train) {
    Tensor x = Tensor.input("x", Shape.of(settings.batch()).plus(train.shape().sizes()), DType.F32);
    Shape output = Trace.of(settings.recipe().model(), x, true, Key.of(0, 0)).output().shape();
    switch (train.targets()) {
      case Labels labels -> {
        if (train.size() > 1) {
          train.requireTwoClasses();
        }
        if (settings.mixup() != null && settings.recipe().loss().labels()) {
          throw new DataException(
              train.name()
                  + ": mixup makes shares of classes, but the loss takes labels; set loss:"
                  + " {cross_entropy: {soft: true}}, or leave mixup out");
        }
        labels(settings, labels, output);
      }
      case Values values -> values(settings, train, values, output);
    }
  }

  private static void labels(Trainer.Settings settings, Labels labels, Shape output) {
    int width = output.rank() < 2 ? 1 : output.size(-1);
    boolean two = width == 1 && labels.width() == 2 && !settings.recipe().loss().labels();
    if (output.rank() != 2 || (width != labels.width() && !two)) {
      throw new ShapeException(
          "model: puts out "
              + output
              + " for a batch of "
              + settings.batch()
              + "; the data has "
              + labels.width()
              + " classes; the last layer must put out ["
              + settings.batch()
              + ", "
              + labels.width()
              + "], so end with dense: "
              + labels.width());
    }
  }

  private static void values(
      Trainer.Settings settings, Dataset train, Values values, Shape output) {
    if (settings.recipe().loss().labels()) {
      throw new DataException(
          train.name()
              + ": has numbers as targets, but the loss takes class labels;"
              + " use mse, mae or huber for numbers");
    }
    int width = output.count() / Math.max(1, output.size(0));
    int wanted = settings.recipe().loss().outputs(values.width());
    if (width != wanted) {
      throw new ShapeException(
          "model: puts out "
              + width
              + " numbers an example; the data has "
              + values.width()
              + " targets, for which the loss takes "
              + wanted
              + "; end with dense: "
              + wanted);
    }
  }
}

// The digits network in Java. After ./gradus has built the project:
//   java --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED \
//     -cp 'cli/target/*:cli/target/lib/*' examples/Digits.java

import gradus.nn.Sequential;
import gradus.nn.activation.Relu;
import gradus.nn.layer.BatchNorm;
import gradus.nn.layer.Conv2d;
import gradus.nn.layer.Dense;
import gradus.nn.layer.Dropout;
import gradus.nn.layer.Flatten;
import gradus.nn.layer.MaxPool;
import gradus.nn.loss.CrossEntropy;
import gradus.nn.optim.Adam;
import gradus.nn.optim.Clip;
import gradus.train.Trainer;
import gradus.train.data.catalog.DataCatalog;

void main() {
  var digits = DataCatalog.load("digits").withValidation(0.2, 0);
  var model = Sequential.of(
      Conv2d.of(32, 3), BatchNorm.of(), new Relu(), MaxPool.of(2),
      Flatten.of(), Dropout.of(0.3), Dense.of(10));
  var result = Trainer.of(model, CrossEntropy.ofLabels(), Adam.of(1e-3))
      .clip(Clip.globalNorm(1.0)).epochs(10).batch(64).seed(42).metrics("accuracy")
      .fit(digits);
  IO.println(result.metrics());                             // {accuracy=0.97...}
  float[] chances = result.model().predict(new float[64]);  // ten probabilities for one image
}

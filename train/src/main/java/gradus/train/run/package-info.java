/**
 * The run file: all that a run is, in one YAML file. {@link gradus.train.run.RunFile} reads it:
 * text → plain tree with the line of each path → overrides ({@code --set}) → records of the
 * catalogs. An error names file, line, path and the nearest right word. The same entries give the
 * JSON schema ({@link gradus.train.run.RunSchema}) and write a run file back.
 */
package gradus.train.run;

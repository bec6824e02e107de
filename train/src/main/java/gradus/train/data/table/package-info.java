/**
 * Tables of text cells, mostly CSV files: {@link gradus.train.data.table.CsvFile} → {@link
 * gradus.train.data.table.Table} → {@link gradus.train.data.table.TableData} (kinds of columns
 * known, rows dropped) → split by lot → {@link gradus.train.data.table.Preprocessing} learned on
 * the training rows alone → data sets. The preprocessing is stored with the model and applied to
 * the rows it shall answer for.
 */
package gradus.train.data.table;

/**
 * The data sets known by name: some are embedded, others are looked for in folders. {@link
 * gradus.train.data.catalog.DataCatalog} lists them, says what is there and how to get the rest.
 */
package gradus.train.data.catalog;

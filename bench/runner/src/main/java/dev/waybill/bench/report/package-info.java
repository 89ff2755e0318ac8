/** Tables, charts and files of results. */
@NullMarked
package dev.waybill.bench.report;

import org.jspecify.annotations.NullMarked;

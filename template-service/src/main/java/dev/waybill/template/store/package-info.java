/** Samples and their events in PostgreSQL. */
@NullMarked
package dev.waybill.template.store;

import org.jspecify.annotations.NullMarked;

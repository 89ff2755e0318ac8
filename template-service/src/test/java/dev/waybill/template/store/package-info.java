/** The store on a real PostgreSQL. */
@NullMarked
package dev.waybill.template.store;

import org.jspecify.annotations.NullMarked;

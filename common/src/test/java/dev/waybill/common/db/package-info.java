/** Tests of the database, on a real one. */
@NullMarked
package dev.waybill.common.db;

import org.jspecify.annotations.NullMarked;

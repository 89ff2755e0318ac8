/** Concurrent commands applied to the database in groups, each answered after its commit. */
@NullMarked
package dev.waybill.common.group;

import org.jspecify.annotations.NullMarked;

/** Applies concurrent commands to the database in groups, and answers each after its commit. */
@NullMarked
package dev.waybill.common.group;

import org.jspecify.annotations.NullMarked;

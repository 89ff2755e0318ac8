/** Tests of group commit, on a real database. */
@NullMarked
package dev.waybill.common.group;

import org.jspecify.annotations.NullMarked;

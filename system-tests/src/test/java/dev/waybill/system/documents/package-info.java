/** What the documents say of the code. */
@NullMarked
package dev.waybill.system.documents;

import org.jspecify.annotations.NullMarked;

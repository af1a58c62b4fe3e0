// SPDX-License-Identifier: MIT
#include "corpus/html_doc.h"

#include <libxml/HTMLparser.h>
#include <stdbool.h>

struct watch {
	htmlParserCtxtPtr ctxt;
	bool no_memory;
};

static void notice(void *payload, xmlErrorPtr error)
{
	struct watch *w = payload;

	if (error->code != XML_ERR_NO_MEMORY || w->no_memory)
		return;
	w->no_memory = true;
	w->ctxt->disableSAX = 1;
	if (w->ctxt->input) // not xmlStopParser, after which a look at the rest crashes
		w->ctxt->input->cur = w->ctxt->input->end;
}

enum dl_status html_doc_read(htmlDocPtr *out, struct str html, struct dl_err *err)
{
	struct watch w = {.ctxt = htmlNewParserCtxt()};

	*out = NULL;
	if (!w.ctxt)
		return err_nomem(err);
	xmlSetStructuredErrorFunc(&w, notice); // of this thread
	*out = htmlCtxtReadMemory(w.ctxt, html.ptr ? html.ptr : "",
		html.len > INT32_MAX ? INT32_MAX : (int)html.len, NULL, "UTF-8",
		HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET);
	xmlSetStructuredErrorFunc(NULL, NULL);
	htmlFreeParserCtxt(w.ctxt);
	if (!w.no_memory)
		return DL_OK;
	xmlFreeDoc(*out);
	*out = NULL;
	return err_nomem(err);
}

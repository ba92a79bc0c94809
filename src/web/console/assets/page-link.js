// The link in a page was opened by somebody who sees it; what only looks at links runs no scripts.
fetch(`${location.pathname}/opened`, { method: 'POST' }).catch(() => {});

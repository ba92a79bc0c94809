import { join } from 'node:path';
import express, { Router } from 'express';

const PAGES = join(import.meta.dirname, 'pages');

/** The front door: where a person lands who opens the service's address. */
export function pageRoutes({ practice }: { practice: boolean }): Router {
  const routes = Router();
  routes.get('/', (_request, response) => {
    response.sendFile(join(PAGES, practice ? 'welcome-practice.html' : 'welcome.html'));
  });
  routes.use('/assets', express.static(join(PAGES, 'assets'), { index: false }));
  return routes;
}

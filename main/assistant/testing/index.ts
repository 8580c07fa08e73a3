export { catalogWith, productWith, promotionWith, subjectWith } from './store';
